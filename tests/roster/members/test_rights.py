"""Who may only look is offered nothing that would then be refused."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader, fields
from tests.infra.team import SetDuty


@pytest.mark.parametrize(
    "name",
    ["Tono Wibowo", "Ngatiyem", "Budi Santoso", "Sri Lestari", "", "/", "/lainnya", "/anggota"],
)
def test_every_link_and_form_may_be_used(
    sari: Reader, wati: Reader, wati_duty: int, set_duty: SetDuty, cast: Cast, name: str
) -> None:
    neighbour = f"/anggota/{cast.member['Sri Lestari']}/perantara"
    sari.fill(
        neighbour, f"{neighbour}/pilih", neighbour=str(cast.member["Tono Wibowo"]), agreed="y"
    )
    set_duty(wati_duty, may_edit=False, may_record_money=False, may_see_nik=False)
    seen = wati.get(
        name
        if name.startswith("/")
        else f"/anggota/{cast.member.get(name, cast.member['Suparno'])}"
    )
    links = {str(link["href"]).partition("#")[0] for link in seen.soup.select("a[href^='/']")}
    assert {path for path in links if wati.get(path).status == 403} == set()
    forms = [form for form in seen.soup.select("form[method=post]") if form["action"] != "/keluar"]
    refused = {
        str(form["action"])
        for form in forms
        if wati.post(str(form["action"]), fields(form)).status == 403
    }
    assert refused == set()
