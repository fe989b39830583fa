"""/antrean, /luring: what a phone has not got through, and its page for when there is no signal."""

import pytest

from tests.infra.client import Reader

JSON = {"Accept": "application/json"}


def test_the_page_lists_what_only_the_phone_knows(sari: Reader, dewi: Reader) -> None:
    for who in (sari, dewi):
        seen = who.get("/antrean")
        assert seen.soup.select_one("#queue[data-whole][hidden]") is not None
        assert seen.soup.select_one("script[src$='/outbox.js']") is not None
        assert who.get("/lainnya").soup.select_one("a[href='/antrean']") is not None


def test_a_script_learns_who_is_signed_in_and_gets_a_token(sari: Reader, visitor: Reader) -> None:
    told = sari.client.get("/antrean", headers=JSON).json
    assert told["owner"] == sari.get("/lainnya").soup.body["data-owner"]
    heard = sari.client.post(
        "/kegiatan/9999/hadir", data={"csrf_token": told["token"]}, headers=JSON
    )
    assert heard.status_code != 400 or "lengkap" in heard.json["why"]
    assert visitor.client.get("/antrean", headers=JSON).status_code == 401
    assert visitor.get("/antrean").status == 303


def test_the_page_without_signal_is_the_same_for_everybody(sari: Reader, visitor: Reader) -> None:
    sari.post("/lainnya/paguyuban", {"association": "9999"})
    pages = [who.client.get("/luring") for who in (sari, visitor)]
    assert pages[0].get_data() == pages[1].get_data()
    assert not any("Set-Cookie" in answer.headers for answer in pages)
    text = pages[0].get_data(as_text=True)
    assert "Tidak ada sinyal" in text
    assert "Coba lagi" in text
    assert "data-owner" not in text
    assert "csrf" not in text
    assert pages[0].headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_worker_comes_with_the_files_of_its_version(visitor: Reader) -> None:
    folder = visitor.get("/luring").soup.find("link", rel="stylesheet")["href"].rpartition("/")[0]
    with visitor.client.get(f"{folder}/sw.js") as answer:
        assert answer.headers["Service-Worker-Allowed"] == "/"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
        assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/kegiatan/9999/hadir", "/iuran/catat", "/tidak-ada"])
@pytest.mark.parametrize("kind", [JSON, {"HX-Request": "true"}, {}], ids=["json", "htmx", "plain"])
def test_every_answer_repeats_the_key_of_its_form(
    sari: Reader, path: str, kind: dict[str, str]
) -> None:
    """Whatever it says; to who asks for it, and of the form that was read."""
    key, token = "0" * 32, sari.client.get("/antrean", headers=JSON).json["token"]
    for sent, asked, told in ((key, key, key), ("1" * 32, key, None), (key, "", None)):
        answer = sari.client.post(
            path, data={"csrf_token": token, "key": sent}, headers=kind | {"Guyub-Key": asked}
        )
        assert answer.headers.get("Guyub-Key") == told


def test_also_when_it_takes_no_token(sari: Reader) -> None:
    key = "0" * 32
    stale = sari.client.post("/iuran/catat", data={"key": key}, headers=JSON | {"Guyub-Key": key})
    assert (stale.status_code, stale.headers.get("Guyub-Key")) == (400, key)
