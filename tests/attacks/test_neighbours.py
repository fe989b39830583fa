"""Every address of the URL map, asked for by everybody whom the rows in it are no business of."""

import pytest
from flask import Flask

from association.rules.house.permissions import May, Role, allows
from tests.attacks.scene import Scene, csrf, owned, rules
from tests.infra.cast import Cast
from tests.infra.client import Reader

BOTH_SIDES = "transfer_id"  # an offer is the business of the paguyuban that gets it, too
PUBLIC = {"code", "token", "number"}
OWN_CITY = {"association_id", "market_id"}
NO_ROW = {"filename", "cause"}


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


def about_rows(app: Flask, method: str) -> list:
    """List the addresses with a row id in them that only a paguyuban's own leader may open."""
    return [
        rule
        for rule in rules(app, method)
        if rule.arguments - NO_ROW
        and not rule.arguments & (PUBLIC | OWN_CITY)
        and allows(Role.LEADER, getattr(app.view_functions[rule.endpoint], "may", May.SEE_PUBLIC))
    ]


def asked(reader: Reader, method: str, path: str, token: str = "") -> tuple[int, str]:
    """Ask for an address; a POST carries a proper token and hardly a form."""
    if method == "GET":
        answer = reader.client.get(path)
    else:
        answer = reader.client.post(
            path, data={"csrf_token": token, "member": "7", "present": "1", "reason": "salah"}
        )
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", ["budi", "rina"])
def test_a_neighbours_row_is_as_absent_as_one_that_never_was(
    app: Flask, scene: Scene, someone, method: str, who: str
) -> None:
    stranger, never = someone(who), {name: 987_654 for name in scene.values if name.endswith("_id")}
    token, wrong = csrf(stranger), []
    for rule in about_rows(app, method):
        if who == "budi" and BOTH_SIDES in rule.arguments:
            continue
        status, page = asked(stranger, method, scene.address(rule), token)
        missing, same_page = asked(stranger, method, scene.address(rule, **never), token)
        if (status, missing) != (404, 404) or page != same_page:
            wrong.append((rule.rule, status, missing))
    assert wrong == []


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", ["dewi", "admin"])
def test_who_may_not_open_a_page_is_told_so_whatever_the_row(
    app: Flask, scene: Scene, someone, method: str, who: str
) -> None:
    reader, role = someone(who), {"dewi": Role.OFFICER, "admin": Role.ADMIN}[who]
    never, token, wrong = (
        {name: 987_654 for name in scene.values if name.endswith("_id")},
        csrf(reader),
        [],
    )
    for rule in rules(app, method):
        may = getattr(app.view_functions[rule.endpoint], "may", May.SEE_PUBLIC)
        if allows(role, may) or rule.endpoint == "static":
            continue
        found = {
            asked(reader, method, scene.address(rule, **other), token)[0] for other in ({}, never)
        }
        if found != {403}:
            wrong.append((rule.rule, found))
    assert wrong == []


def test_a_visitor_is_asked_to_sign_in_whatever_the_row(
    app: Flask, scene: Scene, visitor: Reader
) -> None:
    never, token, wrong = (
        {name: 987_654 for name in scene.values if name.endswith("_id")},
        csrf(visitor),
        [],
    )
    for method, status in (("GET", 303), ("POST", 401)):
        for rule in rules(app, method):
            may = getattr(app.view_functions[rule.endpoint], "may", May.SEE_PUBLIC)
            if allows(Role.VISITOR, may):
                continue
            found = {
                asked(visitor, method, scene.address(rule, **other), token)[0]
                for other in ({}, never)
            }
            if found != {status}:
                wrong.append((method, rule.rule, found))
    assert wrong == []


def test_an_officer_finds_nothing_of_another_city(dewi: Reader, cast: Cast) -> None:
    for path in (
        f"/pemantauan/pasar/{cast.market['rina']}",
        f"/pemantauan/paguyuban/{cast.association['rina']}",
    ):
        assert dewi.get(path).status == 404
    assert "Bunder" not in dewi.get(f"/pemantauan?pasar={cast.market['rina']}").text


PROBES = (
    "/anggota?after={}",
    "/anggota/pilih?after={}",
    "/anggota/keluar?after={}",
    "/kegiatan/1/hadir?after={}",
)


@pytest.mark.parametrize("path", PROBES)
def test_a_cursor_never_tells_where_a_neighbours_member_stands(
    sari: Reader, cast: Cast, path: str
) -> None:
    sari.fill("/kegiatan/baru", title="Rapat", starts_at="24 November 2026 13.00", place="Balai")
    foreign, never = (sari.get(path.format(one)) for one in (cast.member["Joko Santoso"], 987_654))
    assert (foreign.status, foreign.names()) == (never.status, never.names())


@pytest.mark.parametrize("typed", ["0006", "3372990505850001", "081226004171", "Joko"])
def test_a_search_finds_nothing_of_a_neighbour(sari: Reader, typed: str) -> None:
    assert "Joko" not in sari.get(f"/anggota?q={typed}").soup.find(id="member_table").get_text()


@pytest.mark.parametrize(
    "target", ["member_rows", "cover", "nik_shown", "attendance_row", "offer", "content", "tabs"]
)
def test_an_htmx_target_opens_no_other_door(budi: Reader, cast: Cast, target: str) -> None:
    member = cast.member["Tono Wibowo"]
    for path in (f"/anggota/{member}", f"/anggota/{member}/iuran", f"/anggota/{member}/riwayat"):
        assert (
            budi.client.get(path, headers={"HX-Request": "true", "HX-Target": target}).status_code
            == 404
        )


def test_ids_of_a_neighbour_in_forms_do_nothing(sari: Reader, budi: Reader, cast: Cast) -> None:
    tono, token = cast.member["Tono Wibowo"], csrf(budi)
    event = budi.fill(
        "/kegiatan/baru", title="Rapat", starts_at="24 November 2026 13.00", place="Balai"
    ).location
    marked = budi.post(
        f"{event}/hadir", {"csrf_token": token, "member": tono, "present": "1", "key": "k" * 32}
    )
    chosen = budi.post("/anggota/pilih/lanjut", {"csrf_token": token, "member": [str(tono)]})
    shown = budi.get(chosen.location) if chosen.status == 303 else chosen
    joko = cast.member["Joko Santoso"]
    carried = budi.post(
        f"/anggota/{joko}/perantara/pilih",
        {"csrf_token": token, "messenger": str(tono), "agreed": "y", "key": "m" * 32},
    )
    elsewhere = budi.fill(
        "/anggota/baru", name="Sutini", stall_market=str(cast.market["rina"]), stall_block="A"
    )
    assert marked.status == 404
    assert "Tono" not in shown.text
    assert carried.status in (404, 422)
    assert "Tono" not in carried.text
    assert elsewhere.status == 422
    assert "Tono" not in budi.get(f"/anggota/{joko}").text
