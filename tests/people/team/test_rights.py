"""What a duty allows: pages refuse in words, and links that lead nowhere are not shown."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from association.rules.house.permissions import NEEDS, POLICY, May, Right, Role, lacking
from tests.attacks.scene import csrf, rules
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.infra.team import SetDuty


@pytest.mark.parametrize(
    ("column", "path", "said"),
    [
        ("may_edit", "/anggota/baru", "hak mengubah daftar anggota"),
        ("may_edit", "/anggota/{tono}/ubah", "hak mengubah daftar anggota"),
        ("may_edit", "/anggota/impor", "hak mengubah daftar anggota"),
        ("may_record_money", "/anggota/{tono}/iuran", "hak mencatat iuran"),
    ],
)
def test_a_page_without_its_right_says_which_and_whom_to_ask(
    wati: Reader, wati_duty: int, set_duty: SetDuty, cast: Cast, column: str, path: str, said: str
) -> None:
    path = path.format(tono=cast.member["Tono Wibowo"])
    assert wati.get(path).status == 200
    set_duty(wati_duty, **{column: False})
    refused = wati.get(path)
    assert refused.status == 403
    assert said in refused.text
    assert "Minta kepada ketua: Sari." in refused.text
    part = wati.get(path, part="cover")
    assert (part.status, part.response.mimetype) == (403, "text/plain")
    assert said in part.response.get_data(as_text=True)


def test_nothing_is_written_without_the_right(
    wati: Reader, wati_duty: int, set_duty: SetDuty, cast: Cast
) -> None:
    tono = cast.member["Tono Wibowo"]
    form, money = wati.get("/anggota/baru"), wati.get(f"/anggota/{tono}/iuran")
    nik = wati.get(f"/anggota/{tono}")
    set_duty(wati_duty, may_edit=False, may_record_money=False, may_see_nik=False)
    assert wati.submit(form, "/anggota/baru", name="Baru Sekali").status == 403
    assert wati.submit(money, f"/anggota/{tono}/iuran").status == 403
    shown = wati.submit(nik, f"/anggota/{tono}/nik")
    assert (
        shown.status,
        "hak melihat NIK" in shown.text,
        "3372991708750001" in str(shown.soup),
    ) == (403, True, False)
    assert "Baru Sekali" not in wati.get("/anggota").text


def test_links_follow_the_rights(
    wati: Reader, wati_duty: int, set_duty: SetDuty, cast: Cast
) -> None:
    tono = f"/anggota/{cast.member['Tono Wibowo']}"
    shown = ("/anggota/baru", f"{tono}/ubah", f"{tono}/iuran", f"{tono}/nik")

    def links() -> list[bool]:
        html = "".join(str(wati.get(path).soup) for path in ("/anggota", tono, "/", "/lainnya"))
        return [f'"{address}"' in html for address in shown]

    assert links() == [True] * 4
    set_duty(wati_duty, may_edit=False)
    assert links() == [False, False, True, True]
    set_duty(wati_duty, may_edit=True, may_record_money=False, may_see_nik=False)
    assert links() == [True, True, False, False]


def test_a_duty_that_nobody_accepted_gives_nothing(
    wati: Reader, wati_duty: int, set_duty: SetDuty
) -> None:
    assert wati.get("/anggota").status == 200
    set_duty(wati_duty, accepted_on=None)
    assert wati.get("/anggota").status == 303


@pytest.mark.parametrize("right", list(Right))
def test_each_right_opens_something_to_one_kind_of_account(right: Right) -> None:
    needing = [
        (role, may) for role in Role for may, needed in NEEDS[role].items() if needed is right
    ]
    # who is confined to blocks has a leader's account
    assert len({role for role, _may in needing} - {Role.COORDINATOR}) == 1
    for role, may in needing:
        assert may in POLICY[role]
        assert lacking(role, may, frozenset(Right) - {right}) is right
        assert lacking(role, may, frozenset({right})) is None


def test_what_needs_no_right_needs_none() -> None:
    free = [(role, may) for role in Role for may in May if may not in NEEDS[role]]
    assert all(lacking(role, may, frozenset()) is None for role, may in free)


def test_an_officer_is_refused_as_before(dewi: Reader, app: Flask) -> None:
    assert dewi.get("/anggota/baru").status == 403


def test_of_two_duties_the_one_at_work_gives_the_rights(
    app: Flask, someone: Callable[[str], Reader], cast: Cast
) -> None:
    """Yanti may only edit at Rejosari, and all but lead at Gede: on every address that asks for
    it."""
    yanti, asking = someone("yanti"), (Right.MONEY, Right.NIK)
    wanted = [
        (method, re.sub(r"<[^>]+>", "1", rule.rule))
        for method in ("GET", "POST")
        for rule in rules(app, method)
        if NEEDS[Role.LEADER].get(getattr(app.view_functions[rule.endpoint], "may", May.SEE_PUBLIC))
        in asking
    ]
    assert len(wanted) > 10

    def refused() -> int:
        data = {"csrf_token": csrf(yanti)}
        return sum(
            yanti.client.open(path, method=method, data=data).status_code == 403
            for method, path in wanted
        )

    for leader, how_many in (("sari", len(wanted)), ("budi", 0), ("sari", len(wanted))):
        data = {"csrf_token": csrf(yanti), "association": str(cast.association[leader])}
        assert yanti.post("/lainnya/paguyuban", data).status == 303
        assert refused() == how_many, leader
        assert yanti.get("/anggota/baru").status == 200
        assert yanti.get("/pengurus").status == 403
