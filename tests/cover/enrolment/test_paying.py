"""Who pays, the trade and the occupation: on the enrolment page, in the history, in the
registration list."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from association.rules.law.enrolment import USUAL_OCCUPATION
from association.rules.law.occupations import OCCUPATIONS, OCCUPATIONS_SOURCE, OF_MARKETS
from association.rules.law.sources import SOURCES
from tests.cover.enrolment.conftest import BUDI
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, Seen, fields

TONO = "Tono Wibowo"


def path(cast: Cast, name: str, step: str = "") -> str:
    return f"/anggota/{cast.member[name]}/pendaftaran{step}"


def say(reader: Reader, cast: Cast, name: str, **chosen: str) -> Seen:
    return reader.fill(path(cast, name), path(cast, name, "/pembayar"), **chosen)


def kept(state: Callable[[int], dict], cast: Cast, name: str) -> tuple[str, str, str]:
    now = state(cast.member[name])
    return now["funding"], now["sector"], now["occupation"]


def test_the_list_of_occupations_is_the_one_that_was_read() -> None:
    assert len(OCCUPATIONS) == len(set(OCCUPATIONS)) == 124
    assert {USUAL_OCCUPATION, *OF_MARKETS} <= set(OCCUPATIONS)
    assert OCCUPATIONS_SOURCE in SOURCES
    assert max(len(one) for one in OCCUPATIONS) <= 40  # as its column


def test_the_enrolment_page_asks_all_three_and_keeps_them(
    sari: Reader, cast: Cast, state: Callable[[int], dict]
) -> None:
    assert kept(state, cast, BUDI) == ("self", "trade", "Pedagang")
    page = sari.get(path(cast, BUDI))
    offered = [one["value"] for one in page.soup.select("#occupation option")]
    assert (len(offered), offered[0], set(offered)) == (124, "Pedagang", set(OCCUPATIONS))
    seen = sari.follow(
        say(sari, cast, BUDI, funding="state", sector="transport", occupation="Ojek Pangkalan")
    )
    assert "Pembayar Dibayar APBN atau APBD" in seen.text
    assert "Bidang kerja Pengangkutan (ojek, sopir, kurir) Pekerjaan Ojek Pangkalan" in seen.text
    assert kept(state, cast, BUDI) == ("state", "transport", "Ojek Pangkalan")
    again = sari.get(path(cast, BUDI)).soup.select("[action$=pembayar] option[selected]")
    assert [one["value"] for one in again] == ["state", "transport", "Ojek Pangkalan"]


@pytest.mark.parametrize(
    "chosen",
    [{"funding": "nobody"}, {"sector": "sea"}, {"occupation": "Presiden"}, {"occupation": ""}],
)
def test_only_what_is_offered_is_taken(
    sari: Reader, cast: Cast, state: Callable[[int], dict], chosen: dict[str, str]
) -> None:
    seen = say(sari, cast, BUDI, **({"sector": "transport"} | chosen))
    assert seen.status == 422
    assert kept(state, cast, BUDI) == ("self", "trade", "Pedagang")


def test_the_history_tells_it_and_who_shares_the_person_sees_it(
    sari: Reader, budi: Reader, cast: Cast, state: Callable[[int], dict]
) -> None:
    say(sari, cast, TONO, funding="state", occupation="Juru Parkir")
    told = sari.get(f"/anggota/{cast.member[TONO]}/riwayat").text
    assert "pembayar iuran dari Dibayar sendiri menjadi Dibayar APBN atau APBD" in told
    assert "pekerjaan terdaftar dari Pedagang menjadi Juru Parkir" in told
    assert "bidang kerja" not in told
    seen = budi.fill("/anggota/baru", name=TONO, nik="3372991708750001", birth_date="17/08/1975")
    assert seen.status == 303, seen.wrong
    theirs = budi.get(seen.location)
    assert "Pembayar Dibayar APBN atau APBD" in theirs.text
    assert "Pekerjaan Juru Parkir" in theirs.text


def test_who_has_no_nik_yet_is_asked_for_it_first(sari: Reader, cast: Cast) -> None:
    name = "Sri Lestari"
    assert "/pembayar" not in str(sari.get(path(cast, name)).soup)
    sent = fields(sari.get(path(cast, BUDI)).form(path(cast, BUDI, "/pembayar")))
    seen = sari.post(path(cast, name, "/pembayar"), sent)
    assert (seen.status, "Isi NIK anggota dulu" in seen.text) == (422, True)


def test_strangers_and_those_who_may_not_edit(
    budi: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    own = path(cast, "Joko Santoso")
    sent = fields(budi.get(own).form(f"{own}/pembayar"))
    assert budi.post(path(cast, BUDI, "/pembayar"), sent).status == 404
    assert budi.post(f"{own}/pembayar", sent).status == 303
    assert dewi.get(path(cast, BUDI)).status == 403
    assert visitor.get(path(cast, BUDI)).status in (302, 303)


def test_the_registration_list_says_the_occupation(sari: Reader, cast: Cast, batch: str) -> None:
    say(sari, cast, BUDI, occupation="Tukang Jahit")
    file = sari.submit(sari.get(batch), f"{batch}/data", password=PASSWORD)
    [sheet] = load_workbook(io.BytesIO(file.response.data)).worksheets
    heads, row = sheet.iter_rows(min_row=1, max_row=2, values_only=True)
    assert dict(zip(heads, row, strict=True))["Pekerjaan"] == "Tukang Jahit"
