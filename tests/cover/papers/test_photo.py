"""/klaim/<id>/berkas/<paper>/foto: made small apart, without its place, sealed, seen by right,
gone by its day."""

import base64
import io
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from association import retention
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.papers import reducing
from association.cover.papers.models import ClaimPhoto
from association.cover.papers.photo_pages import LIMITS
from association.database import db
from association.ledger.audit.models import AuditEntry
from association.rules.law.claims import ClaimState
from tests.conftest import Clock
from tests.cover.papers.conftest import Case
from tests.infra.cast import stay_signed_in
from tests.infra.client import Reader, Seen, fields

GPS, TURNED, MADE_BY = 0x8825, 0x0112, 0x010F


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), *, turned: int = 6) -> bytes:
    """Take a photo as a phone does: it says where, and how the phone was held. Its left edge is
    red."""
    photo = Image.new("RGB", size, "white")
    photo.paste("red", (0, 0, size[0] // 4, size[1]))
    exif = Image.Exif()
    exif[TURNED], exif[MADE_BY] = turned, "Rumah Bu Sri"
    degrees = tuple(IFDRational(one) for one in (7, 34, 12))
    exif[GPS] = {1: "S", 2: degrees, 3: "E", 4: degrees}
    out = io.BytesIO()
    photo.save(out, kind, exif=exif)
    return out.getvalue()


def bomb() -> bytes:
    """Make a PNG of few bytes that says it holds 10,000 million points."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    made = bytearray(out.getvalue())
    made[16:24] = (100_000).to_bytes(4, "big") * 2
    made[29:33] = zlib.crc32(bytes(made[12:29])).to_bytes(4, "big")
    return bytes(made)


def send(reader: Reader, path: str, data: bytes, **typed: str) -> Seen:
    """Send a photo as a browser without a script does."""
    sent: dict[str, Any] = fields(reader.get(path).form(f"{path}/foto")) | typed
    head = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in sent.items()
    )
    head += '--b\r\nContent-Disposition: form-data; name="file"; filename="KTP Sri.jpg"\r\n\r\n'
    body: Any = head.encode() + data + b"\r\n--b--\r\n"
    return reader.post(f"{path}/foto", body, content_type="multipart/form-data; boundary=b")


def photo_id(page: Seen) -> int:
    return int(str(page.soup.select_one("[data-photo]")["data-photo"]))  # type: ignore[index]


def small(data: bytes) -> bytes:
    told = reducing.reduced(data, limits=LIMITS)
    assert told.facts == {}
    return base64.b64decode(told.texts[0])


@pytest.fixture
def path(case: Case) -> str:
    return f"/klaim/{case()}/berkas/member_ktp"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_all_else_that_the_file_says_is_gone(kind: str) -> None:
    before = picture(kind)
    assert b"Rumah Bu Sri" in before
    assert GPS in Image.open(io.BytesIO(before)).getexif()
    made = small(before)
    after = Image.open(io.BytesIO(made))
    assert (after.format, dict(after.getexif())) == ("JPEG", {})
    assert not after.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in made
    assert b"Rumah" not in made


@pytest.mark.parametrize(
    ("turned", "at"), [(1, (5, 300)), (3, (890, 300)), (6, (300, 5)), (8, (300, 890))]
)
def test_it_stands_upright(turned: int, at: tuple[int, int]) -> None:
    red, green, _blue = Image.open(io.BytesIO(small(picture(turned=turned)))).getpixel(at)
    assert red > 200
    assert green < 60


def test_twelve_megapixels_become_200_kilobytes() -> None:
    out = io.BytesIO()
    Image.effect_noise((1000, 750), 90).resize((4000, 3000)).save(out, "JPEG")
    made = small(out.getvalue())
    assert len(made) <= 200_000
    assert max(Image.open(io.BytesIO(made)).size) >= 1000


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Ini bukan foto", "kind"),
        (b"GIF89a" + b"\0" * 40, "kind"),
        (bomb(), "large"),
        (picture()[:2_000], "broken"),
    ],
)
def test_what_is_no_good_photo_is_said(data: bytes, problem: str) -> None:
    assert reducing.reduced(data, limits=LIMITS).facts == {"problem": problem}


def test_a_photo_is_kept_sealed_and_seen_by_who_may(app: Flask, sari: Reader, path: str) -> None:
    assert "Belum ada foto" in sari.get(path).text
    sent = send(sari, path, picture())
    assert (sent.status, sent.location) == (303, f"{path.removesuffix('/member_ktp')}#p-member_ktp")
    page = sari.get(path)
    assert "1 foto" in sari.get(path.removesuffix("/member_ktp")).text
    assert "Terhapus sendiri paling lambat 21 Mei 2027" in page.text
    [form] = [one for one in page.soup.find_all("form") if "Lihat foto" in one.get_text()]
    answer = sari.client.post(form["action"], data=fields(form))
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.data)).format == "JPEG"
    told = {name: answer.headers.get(name) for name in ("Content-Type", "Cache-Control")}
    assert told == {"Content-Type": "image/jpeg", "Cache-Control": "no-store"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in answer.headers
    with app.app_context():
        set_reach(db.session(), Everywhere())
        kept = db.session().scalars(sa.select(ClaimPhoto)).one()
        assert answer.data[:20] not in bytes(kept.image_sealed)
        assert base64.b64encode(answer.data)[:20] not in bytes(kept.image_sealed)
        seen = sa.select(AuditEntry.account_id).where(AuditEntry.what == "view claim photo")
        assert len(list(db.session().scalars(seen))) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Ini bukan foto", "bukan foto yang bisa dibaca"),
        (bomb(), "terlalu besar"),
        (b"", "Ambil atau pilih fotonya dulu"),
    ],
)
def test_what_cannot_be_kept_is_said_in_words(
    sari: Reader, path: str, data: bytes, said: str
) -> None:
    refused = send(sari, path, data)
    assert refused.status == 422
    assert said in refused.wrong
    assert refused.soup.find("form", action=f"{path}/foto") is not None


def test_eight_megabytes_come_in_and_no_more(sari: Reader, path: str) -> None:
    assert send(sari, path, picture() + b"\0" * (8 * 1024 * 1024 - 20_000)).status == 303
    over = send(sari, path, b"\0" * (8 * 1024 * 1024 + 70_000))
    assert over.status == 413
    assert "Paling besar 8 MB" in over.text


def test_two_photos_of_a_paper_and_no_third(sari: Reader, path: str) -> None:
    page = fields(sari.get(path).form(f"{path}/foto"))
    for number in range(2):
        assert send(sari, path, picture(), key=f"{page['key'][:-1]}{number}").status == 303
    assert sari.get(path).soup.find("form", action=f"{path}/foto") is None


def test_a_photo_can_be_removed_at_once(app: Flask, sari: Reader, path: str) -> None:
    send(sari, path, picture())
    page = sari.get(path)
    claim = path.split("/")[2]
    at = f"/klaim/{claim}/foto/{photo_id(page)}"
    assert sari.submit(page, f"{at}/hapus").status == 303
    assert (
        sari.post(at, {"csrf_token": fields(page.form(f"{at}/hapus"))["csrf_token"]}).status == 404
    )
    assert "Belum ada foto" in sari.get(path).text


def test_who_reaches_it(
    sari: Reader,
    someone: Callable[[str], Reader],
    visitor: Reader,
    path: str,
    case: Case,
    warti: Reader,
) -> None:
    send(sari, path, picture())
    claim, number = path.split("/")[2], photo_id(sari.get(path))
    at = f"/klaim/{claim}/foto/{number}"
    yanti = someone("yanti")  # she may edit, and not see NIKs
    assert yanti.get(path).soup.find("form", action=at) is None
    for name, status in (("yanti", 403), ("budi", 404), ("rina", 404), ("dewi", 403)):
        reader = someone(name)
        token = fields(reader.get("/lainnya").soup.find("form"))["csrf_token"]
        assert reader.post(at, {"csrf_token": token}).status == status, name
    assert visitor.get(at).status == 405
    token = fields(warti.get("/lainnya").soup.find("form"))["csrf_token"]
    assert warti.post(at, {"csrf_token": token}).status in (403, 404)  # of a block
    other = f"/klaim/{case()}/foto/{number}"  # of another case
    token = fields(sari.get(path).form(at))["csrf_token"]
    assert sari.post(other, {"csrf_token": token}).status == 404


def ends(app: Flask) -> list[date]:
    with app.app_context():
        set_reach(db.session(), Everywhere())
        return [one.date() for one in db.session().scalars(sa.select(ClaimPhoto.ends_at))]


def test_it_ends_with_its_case_and_on_its_day_at_the_latest(
    app: Flask, sari: Reader, path: str, change: Callable[..., None], clock: Clock
) -> None:
    send(sari, path, picture())
    claim = int(path.split("/")[2])
    latest = [date(2027, 5, 20)]  # 180 days, in UTC
    assert ends(app) == latest
    change(claim, state=ClaimState.PAID.value, decided_on=date(2026, 12, 1))
    assert ends(app) == [date(2026, 12, 31)]  # the whole 30th day after, in UTC
    change(claim, state=ClaimState.SUBMITTED.value, decided_on=None)
    assert ends(app) == latest
    change(claim, state=ClaimState.REFUSED.value, decided_on=date(2026, 12, 1))
    clock.tick(days=40)
    with app.app_context():
        gone = retention.sweep(now=clock(), step=lambda _rows: True)
    assert gone["claim_photo"] == 1


def test_after_its_end_nobody_sees_it_before_the_sweep(
    app: Flask, sari: Reader, path: str, change: Callable[..., None], clock: Clock
) -> None:
    send(sari, path, picture())
    page = sari.get(path)
    at = f"/klaim/{path.split('/')[2]}/foto/{photo_id(page)}"
    change(int(path.split("/")[2]), state=ClaimState.PAID.value, decided_on=date(2026, 11, 22))
    clock.tick(days=32)
    stay_signed_in(app, clock())
    assert "Belum ada foto" in sari.get(path).text
    token = fields(page.form(at))["csrf_token"]
    assert sari.post(at, {"csrf_token": token}).status == 404
