"""Every address and every form as the coordinator of one block: nothing of a member elsewhere."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask

from association.rules.house.permissions import May, Role, allows
from tests.attacks.scene import ASKED, Scene, csrf, owned, rules
from tests.attacks.test_fuzz import FOREIGN, NASTY, PASSED_OVER, Judge, dealt
from tests.attacks.test_neighbours import NO_ROW, about_rows, asked
from tests.attacks.walk import Store
from tests.cover.cash.test_round import tap
from tests.infra.cast import Cast
from tests.infra.client import Reader, fields

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
OWN = "Ngatiyem"
ELSEWHERE = ("Tono", "Suparno", "Wagiyem", "Budi Santoso", "Sri Lestari")
NUMBERS = ("1708750001", "0101600002", "4303700004", "0404800005", "26004171", "26004285")
TYPED = ("outcome", "months", "amount", "day", "present", "made_at", "receipt", "to", "reason")
HER_OWN = {"event_id"}  # an event of the paguyuban is hers, too: whose marks she sees is not asked


@pytest.fixture
def scene(sari: Reader, cast: Cast, warti: Reader) -> Scene:
    return owned(sari, cast)


def told(reader: Reader, path: str) -> list[str]:
    """Name what an answer tells of members elsewhere."""
    answer = reader.client.get(path)
    assert answer.status_code < 500, path
    text = answer.get_data(as_text=answer.mimetype.startswith(("text/", "application/json")))
    return [one for one in (*ELSEWHERE, *NUMBERS) if isinstance(text, str) and one in text]


def hers(app: Flask, method: str) -> list:
    """List the addresses that a coordinator may open."""
    views = app.view_functions
    every = [one for one in rules(app, method) if one.endpoint != "static"]
    return [
        one
        for one in every
        if allows(Role.COORDINATOR, getattr(views[one.endpoint], "may", May.SEE_PUBLIC))
    ]


def test_a_row_elsewhere_is_as_absent_as_one_that_never_was(
    app: Flask, scene: Scene, warti: Reader
) -> None:
    never = {name: 987_654 for name in scene.values if name.endswith("_id")}
    token, wrong = csrf(warti), []
    for method, rule in [(one, rule) for one in ("GET", "POST") for rule in about_rows(app, one)]:
        may = getattr(app.view_functions[rule.endpoint], "may", May.SEE_PUBLIC)
        allowed = allows(Role.COORDINATOR, may)
        if allowed and rule.arguments - NO_ROW <= HER_OWN:
            continue
        expected = 404 if allowed else 403
        found, page = asked(warti, method, scene.address(rule), token)
        missing, same = asked(warti, method, scene.address(rule, **never), token)
        if (found, missing) != (expected, expected) or page != same:
            wrong.append((method, rule.rule, found, missing))
    assert wrong == []


def test_no_address_tells_of_a_member_elsewhere_nor_links_where_a_coordinator_may_not_go(
    app: Flask, scene: Scene, cast: Cast, warti: Reader
) -> None:
    other, own = str(cast.member["Tono Wibowo"]), cast.member[OWN]
    ids = dict.fromkeys((*ASKED, "buka", "tadi", "sesudah"), other)
    asks = ["?" + urlencode(one) for one in (ids | {"q": "tono"}, {"q": "0001"})]
    wrong, links = [], set()
    for rule in hers(app, "GET"):
        for path in dict.fromkeys((scene.address(rule), scene.address(rule, member_id=own))):
            wrong += [(path + ask, found) for ask in asks if (found := told(warti, path + ask))]
        page = warti.get(path)
        wrong += [(path, one) for one in (*ELSEWHERE, *NUMBERS) if one in page.text]
        links |= {(path, str(one["href"])) for one in page.soup.select("a[href^='/']")}
    assert wrong == []
    assert [one for one in links if not open_to_her(app, one[1])] == []


def open_to_her(app: Flask, link: str) -> bool:
    """Tell whether a coordinator may go where a link leads."""
    path = re.split("[?#]", link)[0]
    endpoint, _ids = app.url_map.bind("localhost").match(path, "GET")
    may = getattr(app.view_functions[endpoint], "may", May.SEE_PUBLIC)
    return allows(Role.COORDINATOR, may)


def forms_of(reader: Reader, app: Flask, scene: Scene, own: int) -> Iterator[tuple[str, dict]]:
    """Give, for every form and button on a coordinator's pages, where it goes and what it sends."""
    for rule in hers(app, "GET"):
        page = reader.get(scene.address(rule, member_id=own)).soup
        for form in page.find_all("form", method="post"):
            outside = page.select(f"button[form='{form.get('id')}']") if form.get("id") else []
            for button in (*form.select("button"), *outside):
                pressed = {button["name"]: button.get("value", "")} if button.get("name") else {}
                yield str(button.get("formaction") or form["action"]), fields(form) | pressed


def test_no_form_reaches_a_member_elsewhere(
    app: Flask, scene: Scene, cast: Cast, store: Store, warti: Reader
) -> None:
    own, other = cast.member[OWN], cast.member["Suparno"]
    mine = re.compile(rf"(?<=/anggota/){own}(?=/|$)")
    sent, wrong = 0, []
    for path, data in list(forms_of(warti, app, scene, own)):
        address = mine.sub(str(other), path)
        names = {k for k, v in data.items() if v == str(own)}
        if address == path and not names:
            continue
        before = store.rows()
        answer = warti.client.post(address, data=data | dict.fromkeys(names, str(other)))
        sent += 1
        if answer.status_code not in (400, 403, 404, 422) or store.rows() != before:
            wrong.append((address, names, answer.status_code))
        wrong += [(address, one) for one in ELSEWHERE if one in answer.get_data(as_text=True)]
    assert wrong == []
    assert sent >= 7


def test_odd_values_break_nothing_and_tell_of_nobody(
    app: Flask, scene: Scene, cast: Cast, warti: Reader
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    judged = Judge(warti, (*FOREIGN, *ELSEWHERE, *NUMBERS))
    own = {"member_id": cast.member[OWN]}
    for place, rule in enumerate(hers(app, "GET")):
        for value in dealt(NASTY, 1, place):
            asks = dict.fromkeys(ASKED, value)
            judged.send("GET", scene.address(rule, **own), value, query_string=asks)
    for place, rule in enumerate(hers(app, "POST")):
        for value in dealt(NASTY, 1, place) if rule.rule not in PASSED_OVER else ():
            sent = dict.fromkeys(TYPED, value) | {"member": str(cast.member[OWN])}
            judged.send("POST", scene.address(rule, **own), value, data=sent)
    app.config["WTF_CSRF_ENABLED"] = True
    assert judged.wrong == []


def test_money_elsewhere_is_neither_seen_nor_paid_in(
    app: Flask, scene: Scene, cast: Cast, store: Store, sari: Reader, warti: Reader
) -> None:
    """Sari holds cash of members there and elsewhere; a coordinator who knows every number cannot
    pay it in."""
    for name in (OWN, "Suparno"):
        tap(sari, sari.get("/iuran/catat"), cast.member[name], "paid")
    assert "Sari" not in warti.get(f"/iuran/setor?dari={cast.account['sari']}").text
    token, before = csrf(warti), store.rows()
    paid = max(row[0] for row in before["contribution"])
    typed = {"csrf_token": token, "channel": "bank", "reference": "T1", "reason": "salah"}
    here, there = {"receipt": str(paid - 1)}, {"receipt": str(paid)}
    for scope in (here, there, {"scope": "all", "seen": str(paid)}):
        whose = {"collector": str(cast.account["sari"])}
        assert warti.post("/iuran/setor", typed | scope | whose).status == 422
    own = cast.member[OWN]
    for path, extra in (
        (f"/anggota/{own}/iuran/{paid}/batal", {}),
        (f"/anggota/{own}/iuran/{paid}/pindah", {"to": str(own), "first_month": "2026-12"}),
        (f"/iuran/setor/{scene.values['deposit_id']}/tarik", {}),
        (f"/iuran/setor/{scene.values['deposit_id']}/terbukti", {}),
    ):
        assert warti.post(path, typed | extra).status == 404, path
    mine = max(row[0] for row in before["contribution"] if row[1] == person(store, own))
    to = {"to": str(cast.member["Suparno"]), "first_month": "2026-06"}
    said = fields(warti.get(f"/anggota/{own}/iuran/{mine}/pindah").form(
        f"/anggota/{own}/iuran/{mine}/pindah"
    ))  # fmt: skip
    assert warti.post(f"/anggota/{own}/iuran/{mine}/pindah", said | typed | to).status == 404
    assert store.rows() == before


def person(store: Store, member_id: int) -> int:
    """Give the participant of a member."""
    place = store.columns("member").index("participant_id")
    return next(row[place] for row in store.rows()["member"] if row[0] == member_id)
