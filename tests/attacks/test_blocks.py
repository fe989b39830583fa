"""Every address and every form as the coordinator of one block: nothing of a member elsewhere."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from association.rules.house.permissions import May, Role, allows
from tests.attacks.scene import ASKED, Scene, csrf, owned, rules
from tests.attacks.test_neighbours import NO_ROW, about_rows, asked
from tests.attacks.walk import Store
from tests.cover.cash.test_round import tap
from tests.infra.cast import Cast
from tests.infra.client import Reader, fields

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
OWN = "Ngatiyem"
ELSEWHERE = ("Tono", "Suparno", "Wagiyem", "Budi Santoso", "Sri Lestari")
NUMBERS = ("1708750001", "0101600002", "4303700004", "0404800005", "26004171", "26004285")
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


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_row_elsewhere_is_as_absent_as_one_that_never_was(
    app: Flask, scene: Scene, warti: Reader, method: str
) -> None:
    never = {name: 987_654 for name in scene.values if name.endswith("_id")}
    token, wrong = csrf(warti), []
    for rule in about_rows(app, method):
        own = rule.arguments - NO_ROW <= HER_OWN
        may = getattr(app.view_functions[rule.endpoint], "may", May.SEE_PUBLIC)
        if own and allows(Role.COORDINATOR, may):
            continue
        expected = 404 if allows(Role.COORDINATOR, may) else 403
        found, page = asked(warti, method, scene.address(rule), token)
        missing, same = asked(warti, method, scene.address(rule, **never), token)
        if (found, missing) != (expected, expected) or page != same:
            wrong.append((rule.rule, found, missing))
    assert wrong == []


def test_no_address_tells_of_a_member_elsewhere(
    app: Flask, scene: Scene, cast: Cast, warti: Reader
) -> None:
    other, own = cast.member["Tono Wibowo"], cast.member[OWN]
    asks = [dict.fromkeys(ASKED, value) for value in (str(other), "tono")]  # "Tono" would be echoed
    asks += [{"q": "0001", "buka": str(other), "tadi": str(other), "sesudah": str(own)}]
    wrong = []
    for rule in hers(app, "GET"):
        plain = {scene.address(rule), scene.address(rule, member_id=own)}
        for path in sorted(plain):
            queries = ["", *("?" + "&".join(f"{k}={v}" for k, v in one.items()) for one in asks)]
            wrong += [(path + ask, found) for ask in queries if (found := told(warti, path + ask))]
    assert wrong == []


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
    assert sent > 8


def test_money_elsewhere_is_neither_seen_nor_paid_in(
    app: Flask, scene: Scene, cast: Cast, store: Store, sari: Reader, warti: Reader
) -> None:
    """Sari holds cash of Suparno; a coordinator who knows every number cannot touch it."""
    tap(sari, sari.get("/iuran/catat"), cast.member["Suparno"], "paid")
    token, before = csrf(warti), store.rows()
    paid = max(row[0] for row in before["contribution"])
    typed = {"csrf_token": token, "channel": "bank", "reference": "T1", "reason": "salah"}
    for scope in ({"receipt": str(paid)}, {"scope": "all", "seen": str(paid)}):
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


def test_no_link_leads_a_coordinator_where_they_may_not_go(
    app: Flask, scene: Scene, cast: Cast, warti: Reader
) -> None:
    own, wrong = cast.member[OWN], set()
    addresses = app.url_map.bind("localhost")
    for rule in hers(app, "GET"):
        path = scene.address(rule, member_id=own)
        for link in warti.get(path).soup.select("a[href^='/']"):
            endpoint, _ids = addresses.match(re.split("[?#]", str(link["href"]))[0], "GET")
            may = getattr(app.view_functions[endpoint], "may", May.SEE_PUBLIC)
            if not allows(Role.COORDINATOR, may):
                wrong.add((path, link["href"]))
    assert wrong == set()
