"""/pengguna: the list, its file, one account."""

from tests.infra.cast import Cast
from tests.infra.client import Reader


def names(page) -> list[str]:
    return [one.get_text() for one in page.soup.select("[data-account] b")]


def test_the_office_sees_who_signs_in_for_its_city(dewi: Reader, admin: Reader) -> None:
    assert names(dewi.get("/pengguna")) == ["Budi", "Dewi", "Sari", "Yanti"]
    assert names(admin.get("/pengguna")) == ["Admin", "Budi", "Dewi", "Sari", "Yanti"]


def test_person(dewi: Reader, cast: Cast) -> None:
    print(dewi.get(f"/pengguna/{cast.account['yanti']}").text)
    assert dewi.get(f"/pengguna/{cast.account['rina']}").status == 404
