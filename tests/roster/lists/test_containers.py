"""How much one archive may hold: counted over all its parts, whatever its directory claims."""

import io
import zipfile

import pytest

from association.roster.lists.containers import Container, container_of
from association.roster.lists.sheets import Limits, UnreadableFile

BOOK = "xl/workbook.xml"
FEW = Limits(unpacked_bytes=100_000, entries=5)


def archive(parts: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def is_read(data: bytes) -> bool:
    try:
        return container_of(data, limits=FEW) is Container.WORKBOOK
    except UnreadableFile:
        return False


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_parts_together_are_limited(packing: int) -> None:
    for sizes, read in (
        ([100_000], True),
        ([100_001], False),
        ([25_000] * 4, True),
        ([25_000, 25_000, 25_000, 25_001], False),  # each alone is far below
        ([0, 0, 0, 100_000, 1], False),
    ):
        parts = {BOOK if n == 0 else f"{n}.bin": bytes(size) for n, size in enumerate(sizes)}
        assert is_read(archive(parts, packing=packing)) is read, sizes


def test_the_number_of_parts_is_limited() -> None:
    for count in (5, 6):
        parts = {BOOK: b"", **{f"{n}.bin": b"" for n in range(count - 1)}}
        assert is_read(archive(parts)) is (count == 5)


def test_a_part_that_swells_a_thousandfold_counts_with_its_true_size() -> None:
    swelling = archive({BOOK: b"", "a.xml": bytes(90_000)})
    assert len(swelling) < 500
    assert is_read(swelling)
    assert not is_read(archive({BOOK: b"", "a.xml": bytes(90_000), "b.xml": bytes(90_000)}))
    assert not is_read(archive({BOOK: bytes(60_000_000)}))


def test_a_directory_that_claims_less_helps_nobody() -> None:
    data = bytearray(archive({BOOK: bytes(60_000), "a.bin": bytes(60_000)}))
    start = 0
    for _part in range(2):
        place = data.index(b"PK\x01\x02", start) + 24
        data[place : place + 4] = (10).to_bytes(4, "little")
        start = place
    assert not is_read(bytes(data))


def test_no_archive_in_an_archive() -> None:
    inner = archive({BOOK: b"x"})
    for name in ("xl/embeddings/list.xlsx", "a.bin", "xl/media/image.png"):
        assert not is_read(archive({BOOK: b"", name: inner}))
        assert not is_read(archive({BOOK: b"", name: inner}, packing=zipfile.ZIP_STORED))


def test_one_name_stands_for_one_part() -> None:
    assert not is_read(archive({BOOK: b"", BOOK.upper(): b""}))


def test_only_the_packings_of_office_are_read() -> None:
    assert not is_read(archive({BOOK: b"x" * 100}, packing=zipfile.ZIP_BZIP2))
