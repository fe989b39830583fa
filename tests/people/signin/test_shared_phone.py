"""What a phone is told of who holds it: whose each page is, and to forget what it kept."""

from tests.conftest import Clock
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.people.signin.test_sign_in import enter


def test_the_page_after_signing_out_wipes_once_more(visitor: Reader) -> None:
    """Some engines do not heed the header on a redirect; the script does it without any."""
    enter(visitor)
    after = visitor.follow(visitor.fill("/lainnya", "/keluar"))
    assert after.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Anda sudah keluar" in after.text
    assert "storage" in after.soup.body["data-left"]
    assert after.soup.select_one("script[src$='app.js']") is not None
    again = visitor.get("/masuk")
    assert "Clear-Site-Data" not in again.response.headers
    assert (again.soup.body["data-owner"], again.soup.body.get("data-left")) == ("", None)


def test_marks_of_another_account_outlast_a_sign_out(visitor: Reader) -> None:
    """The script says that there are some, and empties the rest."""
    enter(visitor)
    left = visitor.fill("/lainnya", "/keluar", waiting="1")
    for answer in (left, visitor.follow(left)):
        assert answer.response.headers["Clear-Site-Data"] == '"cache"'


def test_each_page_says_whose_it_is(sari: Reader, visitor: Reader, cast: Cast) -> None:
    own = str(cast.account["sari"])
    pages = [sari.get(path) for path in ("/", "/anggota", "/cek", "/anggota/999999")]
    assert [page.soup.body["data-owner"] for page in pages] == [own] * 4
    assert visitor.get("/cek").soup.body["data-owner"] == ""


def test_where_somebody_signed_in_before_the_sign_in_page_brings_the_script(
    visitor: Reader, clock: Clock
) -> None:
    enter(visitor)
    clock.tick(hours=13)
    for asked in (visitor.follow(visitor.get("/anggota")), visitor.get("/masuk")):
        assert asked.soup.select_one("script[src$='app.js']") is not None
