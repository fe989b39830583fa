"""What goes to others is Indonesian, whichever language its sender reads."""

import re

import pytest
from flask import Flask

from association.web.language import COOKIE
from tests.attacks.scene import Scene, owned, rules
from tests.infra.cast import Cast
from tests.infra.catalogues import read
from tests.infra.client import Reader

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
MESSAGE = re.compile(r'https://wa\.me/[^"]*')
OFFICE = "/pemantauan/kegiatan/<id:event_id>"
# Pages with messages for WhatsApp, and how many of them the scene brings.
WRITES = {
    "/anggota/<id:member_id>": 1,
    "/iuran": 1,
    "/kegiatan/<id:event_id>": 1,
    "/pengingat/rekap": 1,
}
FILES = {
    "/anggota/<id:member_id>/kartu.pdf",
    "/anggota/<id:member_id>/kartu.png",
    "/anggota/impor/<id:upload_id>/ditolak.xlsx",
    "/anggota/impor/contoh.xlsx",
    "/anggota/lembar-kios/<id:roster_id>.pdf",
    "/anggota/lembar.pdf",
    "/anggota/pilih/<id:selection_id>/kartu.pdf",
    "/anggota/unduh.csv",
    "/anggota/unduh.xlsx",
    "/kegiatan/<id:event_id>.ics",
    "/klaim/<id:claim_id>/surat/<letter>.pdf",
    "/kegiatan/<id:event_id>/laporan.pdf",
    "/kegiatan/<id:event_id>/lembar.pdf",
    "/kegiatan/<id:event_id>/poster.pdf",
    f"{OFFICE}/laporan.pdf",
    f"{OFFICE}/poster.pdf",
    "/pemantauan/unduh.csv",
    "/pendaftaran/<id:registration_id>/surat.pdf",
    "/pengguna/unduh.csv",
}
APART = {  # not on the scene, or nobody's words
    "/apple-touch-icon.png",
    "/e/<code>.ics",
    "/kegiatan/<id:event_id>/pintu.pdf",
    "/kegiatan/kalender/<token>.ics",
}
PAPERS = {
    "/anggota/<id:member_id>/kartu",
    "/anggota/lembar",
    "/anggota/pilih/<id:selection_id>/kartu",
    "/kegiatan/<id:event_id>/laporan",
    "/kegiatan/<id:event_id>/lembar",
    "/kegiatan/<id:event_id>/poster",
    f"{OFFICE}/laporan",
    f"{OFFICE}/poster",
}


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


@ON_SQLITE
def test_what_goes_to_others_is_indonesian_for_every_reader(
    app: Flask, scene: Scene, someone
) -> None:
    known = {rule.rule: rule for rule in rules(app, "GET")}
    assert {one for one in known if one.endswith((".csv", ".ics", ".pdf", ".png", ".xlsx"))} == (
        FILES | APART
    ), "a file that this test does not compare"
    wrong = []
    for path in sorted(WRITES.keys() | FILES | PAPERS):
        reader = someone("dewi" if path.startswith(("/pemantauan", "/pengguna")) else "sari")
        address, both = scene.address(known[path]), {}
        for code in ("id", "en"):
            reader.client.set_cookie(COOKIE, code)
            both[code] = reader.client.get(address)
        english, theirs = both["en"], both["id"]
        assert theirs.status_code == 200, path
        if path in PAPERS and '<html lang="id">' not in english.get_data(as_text=True):
            wrong.append(f"{path} is not Indonesian")
        if path in FILES and len(english.data) != len(theirs.data):
            wrong.append(f"{path} differs")
        if path in WRITES:
            found = MESSAGE.findall(english.get_data(as_text=True))
            assert '<html lang="en">' in english.get_data(as_text=True)
            if len(found) < WRITES[path] or found != MESSAGE.findall(theirs.get_data(as_text=True)):
                wrong.append(f"{path} writes in English")
    assert wrong == []


def test_invitations_have_themselves_as_translation() -> None:
    texts = {one: said for one, said in read("en").items() if one.startswith("Halo %(name)s, ")}
    assert len(texts) > 5
    assert all(one == said for one, said in texts.items())
