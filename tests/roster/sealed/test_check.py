"""/lembar/<code>: anyone checks a copy, and sees no more than what is printed."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import Base, db
from association.roster.sealed import actions
from tests.infra.cast import ROSTER
from tests.infra.client import Reader, Seen, fields

Seal = Callable[[], tuple[str, bytes]]


def upload(reader: Reader, path: str, data: bytes, name: str = "salinan.pdf") -> Seen:
    """Send a file as a browser does; the body is written out, as Werkzeug's client leaves temporary
    files behind."""
    token = fields(reader.get(path).form(path))["csrf_token"]
    head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--b\r\n'
    head += f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body: Any = head.encode() + data + b"\r\n--b--\r\n"
    return reader.post(path, body, content_type="multipart/form-data; boundary=b")


def verdict(seen: Seen) -> str:
    return str(seen.soup.select_one("[data-same]")["data-same"])


def row(reader: Reader, path: str, number: str | None, address: str = "127.0.0.1") -> Seen:
    form = {
        key: value
        for key, value in fields(reader.get(path).form(f"{path}/baris")).items()
        if key == "csrf_token"
    }
    sent = form | ({"number": number} if number is not None else {})
    return reader.post(f"{path}/baris", sent, environ_base={"REMOTE_ADDR": address})


def test_says_whose_of_when_and_how_many_and_no_name(
    sari: Reader,
    budi: Reader,
    dewi: Reader,
    admin: Reader,
    rina: Reader,
    visitor: Reader,
    seal: Seal,
) -> None:
    path, _pdf = seal()
    texts = {reader.get(path).text for reader in (sari, budi, dewi, admin, rina, visitor)}
    assert len(texts) == 1
    text = texts.pop()
    for part in (
        "Paguyuban Pasar Rejosari",
        "Pasar Rejosari",
        "22 November 2026, 00.30 WIB",
        "6 tempat usaha",
    ):
        assert part in text, part
    assert not [name for name, *_ in (*ROSTER, ("Sari",)) if name in text.replace("Rejosari", "")]
    assert visitor.get(path).response.headers["X-Robots-Tag"] == "noindex"


def test_a_copy_of_the_file_is_the_same(visitor: Reader, seal: Seal) -> None:
    path, pdf = seal()
    seen = upload(visitor, path, pdf)
    assert verdict(seen) == "yes"
    assert "Sama persis" in seen.text


@pytest.mark.parametrize("place", [0, 9, 500, -500, -1])
def test_one_changed_byte_is_found(visitor: Reader, seal: Seal, place: int) -> None:
    path, pdf = seal()
    changed = bytearray(pdf)
    changed[place] ^= 1
    seen = upload(visitor, path, bytes(changed))
    assert verdict(seen) == "no"
    assert "TIDAK sama" in seen.text


def test_another_rosters_file_is_not_the_same(sari: Reader, visitor: Reader, seal: Seal) -> None:
    first, _pdf = seal()
    _second, pdf = seal()
    assert verdict(upload(visitor, first, pdf)) == "no"


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a", b"\0" * 10_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "kosong.pdf"),
        (b"%PDF-1.7", "x.pdf"),
        (b"\0" * 5_000_000, "besar.pdf"),
        (b"<script>alert(1)</script>", "<script>.html"),
        (zipped(), "bom.zip"),
        (b"x", "../../etc/passwd"),
        (b"x", "a" * 300),
        (b"x", "nama\u202efdp.exe"),
    ],
)
def test_any_other_file_is_not_the_same(
    visitor: Reader, seal: Seal, data: bytes, name: str
) -> None:
    path, _pdf = seal()
    seen = upload(visitor, path, data, name)
    assert (seen.status, verdict(seen)) == (200, "no")
    assert "<script>" not in str(seen.soup)


def test_no_file_gets_a_sentence(visitor: Reader, seal: Seal) -> None:
    path, _pdf = seal()
    for sent in ({}, {"file": "text"}, {"file": (io.BytesIO(b""), "")}):
        form = fields(visitor.get(path).form(path)) | sent
        refused = visitor.post(path, form)
        assert refused.status == 422
        assert "Pilih berkas PDF-nya dulu." in refused.text
    too_large = upload(visitor, path, b"\0" * (5 * 1024 * 1024 + 70_000))
    assert too_large.status == 413
    assert "Paling besar 5 MB." in too_large.text


def test_fuzzed_bodies_never_break_it(visitor: Reader, seal: Seal) -> None:
    path, pdf = seal()
    token = fields(visitor.get(path).form(path))["csrf_token"]
    head = (
        f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--b\r\n'
    ).encode()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.binary(max_size=300), st.integers(0, len(pdf)), st.sampled_from(["b", "c", "", "b; b"])
    )
    def fuzz(noise: bytes, cut: int, boundary: str) -> None:
        body = (
            head
            + b'Content-Disposition: form-data; name="file"; filename="'
            + noise
            + pdf[:cut]
            + b"\r\n--b--"
        )
        answer = visitor.client.post(
            path, data=body, content_type=f"multipart/form-data; boundary={boundary}"
        )
        assert answer.status_code in (200, 400, 413, 422)
        assert b'data-same="yes"' not in answer.data

    fuzz()


def test_nothing_of_a_copy_is_kept(app: Flask, visitor: Reader, seal: Seal) -> None:
    path, pdf = seal()

    def rows() -> dict[str, int]:
        with app.app_context():
            set_reach(db.session(), Everywhere())
            return {
                table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in Base.metadata.sorted_tables
            }

    before = rows()
    upload(visitor, path, pdf)
    upload(visitor, path, b"geheim")
    assert rows() == before


def test_a_row_of_the_paper_as_it_is_printed(visitor: Reader, seal: Seal) -> None:
    path, _pdf = seal()
    seen = row(visitor, path, " 2 ")
    told = [one.get_text() for one in seen.soup.select("[data-row='2'] dd")]
    assert told == ["Los B-2", "–", "Suparno", "Sembako"]
    assert [name for name, *_ in ROSTER if name in seen.text] == ["Suparno"]
    assert "0812" not in seen.text
    assert "3372" not in seen.text


@pytest.mark.parametrize(
    "number", ["0", "7", "-1", "1.5", "x", "", " ", "²", "1234567", "1 OR 1=1", None]
)
def test_a_number_that_is_not_on_the_paper(visitor: Reader, seal: Seal, number: str | None) -> None:
    path, _pdf = seal()
    refused = row(visitor, path, number)
    assert refused.status == 422
    assert refused.soup.select_one(".err") is not None
    assert refused.soup.select_one("[data-row]") is None


def test_it_is_a_check_and_no_register(visitor: Reader, seal: Seal, clock: Any) -> None:
    path, _pdf = seal()
    for n in range(actions.ROWS_A_NETWORK):
        assert row(visitor, path, str(n % 6 + 1)).status == 200
    refused = row(visitor, path, "1")
    assert refused.status == 429
    assert "Sudah banyak baris diperiksa hari ini." in refused.text
    assert int(refused.response.headers["Retry-After"]) > 0
    assert refused.soup.select_one("[data-row]") is None
    assert row(visitor, path, "1", "127.0.0.99").status == 429  # the same network
    assert row(visitor, path, "1", "10.0.0.1").status == 200
    clock.tick(minutes=1)
    assert row(visitor, path, "1").status == 200
    assert row(visitor, path, "1").status == 429  # each further look waits longer
    clock.tick(days=2)
    assert row(visitor, path, "1").status == 200
    assert row(visitor, path, "1").status == 200


def test_many_networks_together_wait_too(
    visitor: Reader, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "ROWS_IN_ALL", 5)
    path, _pdf = seal()
    other, _pdf = seal()
    answers = [row(visitor, path, "1", f"10.0.{n}.1").status for n in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert row(visitor, other, "1").status == 200


def test_the_code_may_be_typed_in_any_usual_way(visitor: Reader, seal: Seal) -> None:
    path, _pdf = seal()
    code = path.removeprefix("/lembar/")
    for typed in (code.lower(), f"{code[:4]}-{code[4:8]}-{code[8:]}", f"%20{code}"):
        assert visitor.get(f"/lembar/{typed}").status == 200


@pytest.mark.parametrize(
    "code", ["0", "ABCDEFGHJKMN", "x" * 500, "%00", "%F0%9F%98%80", "' OR 1=1", "..", "DEMO-TONO"]
)
def test_any_other_code_is_no_page(visitor: Reader, seal: Seal, code: str) -> None:
    seal()
    assert visitor.get(f"/lembar/{code}").status == 404
    token = fields(visitor.get("/cek").form("/cek"))["csrf_token"]
    assert visitor.post(f"/lembar/{code}", {"csrf_token": token}).status == 404
    assert visitor.post(f"/lembar/{code}/baris", {"csrf_token": token, "number": "1"}).status == 404


def test_a_post_needs_a_token(visitor: Reader, seal: Seal) -> None:
    path, _pdf = seal()
    assert visitor.post(path, {}).status == 400
    assert visitor.post(f"{path}/baris", {"number": "1"}).status == 400
