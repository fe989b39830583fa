"""A chat that WhatsApp exported, uploaded as a file: it stands in the box for pasting."""

import io
import zipfile

import pytest

from association.roster.lists.chats import chat_in
from tests.infra.client import Reader, fields

ANDROID = "18/11/26 19.00 - Anda membuat grup\n" + "".join(
    f"18/11/26 19.{minute:02} - Bu Nunung: {minute}. Tukinem Ch{letter} B{minute}\n"
    for minute, letter in enumerate("abcdef", 1)
)
IPHONE = "".join(
    f"\u200e[18/11/26, 7:0{minute}:05 PM] Bu Nunung: {minute}. Tini B{minute}\n"
    for minute in range(1, 7)
)


def archive(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr("IMG-0001.jpg", b"x")
        files.writestr(name, text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ANDROID.encode(), ANDROID),
        (b"\xef\xbb\xbf" + IPHONE.encode(), IPHONE),
        (archive("_chat.txt", IPHONE), IPHONE),
    ],
)
def test_a_chat_is_found(data: bytes, text: str) -> None:
    assert chat_in(data) == text.rstrip("\n")


@pytest.mark.parametrize(
    "data",
    [
        b"No;Nama;NIK\n1;Tukinem;3372991708750001\n",
        "1. Bu Siti B12 ✅\n2. Pak Joko B13\n".encode(),
        b"Nama;Tgl\nSiti;18/11/26 19.02\nTini;18/11/26 19.03\n",
        b"Waktu,Nama\n18/11/26 19.02,Siti: kios\n18/11/26 19.03,Tini: los\n",
        b"PK\x03\x04 broken",
        archive("catatan/isi.txt", IPHONE),
        b"\xff\xfe\x00",
    ],
)
def test_other_files_are_none(data: bytes) -> None:
    assert chat_in(data) is None


def test_of_a_long_chat_the_end_is_kept() -> None:
    found = chat_in(ANDROID.encode() * 3_000)
    assert found is not None
    assert len(found.splitlines()) <= 2_000
    assert found.endswith("6. Tukinem Chf B6")


def test_its_text_is_put_into_the_box_and_read_from_there(sari: Reader) -> None:
    form = next(
        one for one in sari.get("/anggota/impor").soup.find_all("form") if one.find(id="file")
    )
    file = (io.BytesIO(ANDROID.encode()), "Chat WhatsApp dengan Los B.txt")
    seen = sari.post("/anggota/impor", fields(form) | {"file": file})
    assert seen.status == 422
    assert "Ini isi obrolan WhatsApp, bukan lembar kerja" in seen.text
    box = seen.soup.find(id="text")
    form = box.find_parent("form")
    preview = sari.follow(sari.post("/anggota/impor", fields(form) | {"text": box.get_text()}))
    assert preview.figure("good") == 6
    assert "Tukinem Cha" in preview.text
