"""A doubtful row of a file is asked as a pasted line is."""

from tests.infra.client import Reader
from tests.roster.imports.test_import_pages import save, upload
from tests.roster.pasting.test_ask import answered

FILE = (
    b"No;Nama;NIK;Los;Ket.\n1;Karto Seto (alm);;B7;\n2;Tukiyem / Tukimin;123;B8;\n"
    b"3;Wagiyemina;;B9;pindah\n"
)


def test_rows_of_a_file_are_asked_one_by_one(sari: Reader) -> None:
    preview = sari.follow(upload(sari, FILE))
    assert (preview.figure("good"), preview.figure("unclear")) == (0, 3)
    where = f"{preview.response.request.path}/tanya"
    asked = sari.get(where)
    assert "Nama: Karto Seto (alm)" in asked.text
    assert asked.form(where).find(id="name")["value"] == "Karto Seto"
    sari.follow(answered(sari, where, "nobody"))
    sari.follow(answered(sari, where, "person", name="Tukiyem"))
    sari.follow(answered(sari, where, "person"))
    after = sari.get(preview.response.request.path)
    assert (after.figure("good"), after.figure("bad")) == (
        1,
        1,
    )  # a NIK of three digits is no question
    save(sari, after)
    assert sari.get("/anggota?q=Wagiyemina").names() == ["Wagiyemina"]
    assert sari.get("/anggota?q=Karto+Seto").names() == []


def test_what_the_roster_has_is_not_asked_again(sari: Reader) -> None:
    preview = sari.follow(upload(sari, FILE))
    where = f"{preview.response.request.path}/tanya"
    for name in ("Karto Seto", "Tukiyem", "Wagiyemina"):
        sari.follow(answered(sari, where, "person", name=name))
    save(sari, sari.get(preview.response.request.path))
    again = sari.follow(upload(sari, FILE.splitlines()[0] + b"\n3;Wagiyemina;;B9;pindah\n"))
    assert (again.figure("same"), again.soup.select("[data-figure=unclear]")) == (1, [])
