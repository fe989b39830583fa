"""/anggota/urutan: the walk past all stalls, set by numbers on one screen."""

from tests.infra.cast import ROSTER, Cast
from tests.infra.client import Reader, Seen

WALK = "/anggota/urutan"


def order(seen: Seen) -> list[tuple[str, str]]:
    """Give whose stalls stand there, with their numbers."""
    rows = seen.soup.select("main .list li")
    return [(row.small.get_text(), str(row.select_one("input.walk")["value"])) for row in rows]


def field(seen: Seen, name: str) -> str:
    (row,) = [one for one in seen.soup.select("main .list li") if name in one.small.get_text()]
    return str(row.select_one("input.walk")["name"])


def number(reader: Reader, **numbers: str) -> Seen:
    """Type numbers beside names (with _ for a blank) and save."""
    seen = reader.get(WALK)
    typed = {field(seen, name.replace("_", " ")): text for name, text in numbers.items()}
    return reader.submit(seen, WALK, **typed)


def test_the_round_follows_the_numbers(sari: Reader) -> None:
    seen = sari.get(WALK)
    assert len(order(seen)) == len(ROSTER)
    assert {text for _name, text in order(seen)} == {""}
    saved = sari.follow(number(sari, Wagiyem="10", Ngatiyem="20", Suparno="10"))
    assert "Urutan tersimpan: 3 tempat usaha." in saved.text
    first = [(name.split(" ·")[0], text) for name, text in order(saved)[:3]]
    assert sorted(name for name, _text in first[:2]) == ["Suparno", "Wagiyem"]
    assert [text for _name, text in first] == ["10", "11", "20"]
    asked = [name for name in sari.get("/iuran/catat").names() if name in ("Wagiyem", "Ngatiyem")]
    assert asked == ["Wagiyem", "Ngatiyem"]


def test_who_stood_at_a_number_makes_room(sari: Reader, cast: Cast) -> None:
    number(sari, Wagiyem="10", Suparno="11")
    pushed = sari.follow(number(sari, Tono_Wibowo="10"))
    assert "1 tempat usaha. 2 lain bergeser memberi tempat." in pushed.text
    assert order(pushed)[0] == ("Tono Wibowo · Pasar Rejosari", "10")
    history = sari.get(f"/anggota/{cast.member['Wagiyem']}/riwayat").text
    assert "urutan jalan 11" in history


def test_what_another_set_meanwhile_stays(sari: Reader) -> None:
    opened = sari.get(WALK)
    number(sari, Wagiyem="30")
    mine = {field(opened, "Suparno"): "5"}
    assert (
        dict(order(sari.follow(sari.submit(opened, WALK, **mine))))["Wagiyem · Pasar Rejosari"]
        == "30"
    )


def test_a_wrong_number_is_said_where_it_stands_and_nothing_is_lost(sari: Reader) -> None:
    seen = number(sari, Wagiyem="sepuluh", Suparno="7")
    assert seen.status == 422
    assert "Tulis angka 1 sampai 9999, atau kosongkan." in seen.text
    kept = dict(order(seen))
    assert (kept["Wagiyem · Pasar Rejosari"], kept["Suparno · Pasar Rejosari"]) == ("sepuluh", "7")
    assert seen.soup.select_one("[aria-invalid]") is not None
    assert {text for _name, text in order(sari.get(WALK))} == {""}


def test_the_empty_ones_are_numbered_in_one_press(sari: Reader) -> None:
    seen = sari.get(WALK)
    saved = sari.follow(sari.submit(seen, WALK, **{field(seen, "Suparno"): "7", "fill": "1"}))
    assert [text for _name, text in order(saved)] == ["7", "10", "20", "30", "40", "50"]


def test_whose_it_is(sari: Reader, budi: Reader, dewi: Reader, visitor: Reader) -> None:
    theirs = sari.get(WALK)
    assert "Suparno" not in budi.get(WALK).text
    own = budi.get(WALK)
    budi.submit(own, WALK, **{field(theirs, "Suparno"): "3"})
    assert {text for _name, text in order(sari.get(WALK))} == {""}
    assert dewi.get(WALK).status == 403
    assert visitor.get(WALK).location == f"/masuk?next={WALK}"
