"""What the fuzz found, one by one: forms that no browser sends get a 4xx and a sentence, never a
500."""

import io

import pytest

from tests.attacks.scene import csrf
from tests.infra.cast import Cast
from tests.infra.client import Reader

DIGITS = "9" * 5000  # int() refuses more than 4,300
NAMELESS = b"--x\r\nContent-Disposition: form-data\r\n\r\nvalue\r\n--x--\r\n"


@pytest.mark.parametrize("path", ["/masuk", "/cek", "/keluar", "/anggota/baru"])
def test_a_part_without_a_name_is_refused(visitor: Reader, path: str) -> None:
    sent = visitor.client.post(path, data=NAMELESS, content_type="multipart/form-data; boundary=x")
    assert sent.status_code == 400


@pytest.mark.parametrize("version", [DIGITS, "9223372036854775808", "-1", "٣", "1.0", ""])
def test_an_odd_version_is_no_version(sari: Reader, cast: Cast, version: str) -> None:
    member, other = cast.member["Suparno"], cast.member["Ngatiyem"]
    event = sari.fill(
        "/kegiatan/baru", title="Rapat", starts_at="24 November 2026 13.00", place="Balai"
    ).location
    assert sari.fill(f"{event}/ubah", title="Lain", version=version).status == 409
    assert sari.fill(f"/anggota/{member}/ubah", commodity="Jamu", version=version).status in (
        303,
        409,
    )
    versions = {"csrf_token": csrf(sari), "kept_version": version, "other_version": version}
    assert sari.post(f"/anggota/kembar/{member}/{other}", versions).status in (409, 422)


def test_odd_numbers_in_forms_are_told_apart_from_right_ones(sari: Reader, cast: Cast) -> None:
    paid = sari.fill(f"/anggota/{cast.member['Suparno']}/iuran", months=DIGITS)
    walked = sari.fill("/anggota/baru", name="Sutini", stall_block="A", stall_walk=DIGITS)
    assert (paid.status, walked.status) == (422, 422)
    assert "1 sampai" in walked.text


@pytest.mark.parametrize("gone", ["months", "first_month", "programmes"])
@pytest.mark.parametrize("typed", [None, "", " "])
def test_a_contribution_without_its_months_is_refused(
    sari: Reader, cast: Cast, gone: str, typed: str | None
) -> None:
    where = f"/anggota/{cast.member['Suparno']}/iuran"
    assert sari.fill(where, **{gone: typed}).status == 422


def test_odd_row_numbers_pass_nobody_over(sari: Reader) -> None:
    form = {"csrf_token": csrf(sari), "file": (io.BytesIO(b"Nama;Blok\nParjo;C2\n"), "daftar.csv")}
    upload = sari.post("/anggota/impor", form).location
    sent = {
        "csrf_token": csrf(sari),
        "begin": "1",
        "asked": [DIGITS, "-1", "x"],
        "change": [DIGITS, "٣"],
    }
    assert sari.post(upload, sent).status == 303
    assert sari.get("/anggota?q=parjo").names() == ["Parjo"]
