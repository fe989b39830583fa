"""Two levels of a candidate: who can be sent and who is complete, alike wherever it is said."""

import re
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.enrolment import candidates
from association.cover.enrolment.candidates import Which
from association.cover.reminders import reads as reminders
from association.cover.reminders.kinds import Cause
from association.database import db, write_tx
from association.roster.bulk.ability import able
from association.roster.members.known import known_of
from association.roster.members.models import Member
from association.roster.members.roster import matching_ids
from association.roster.members.statuses import COMPLETE, READY, coverage_of
from association.roster.members.wanted import Wanted
from association.rules.house.bulk import Action
from association.rules.law.coverage import Status
from association.rules.law.groups import Group
from association.rules.people.completeness import TO_COMPLETE, TO_SEND, gaps
from association.rules.people.leaving import Leaving
from tests.cover.enrolment.conftest import BUDI, PATH
from tests.cover.enrolment.test_batch import figures
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen

TODAY = date(2026, 11, 22)
WHOLE = {
    "mother_name": "Sutini",
    "birth_place": "Surakarta",
    "address": "Jl. Melati 1",
    "income": 0,
}
OLD, YOUNG = date(1961, 11, 22), date(1961, 11, 23)  # 65 today, and tomorrow


def changed(member_id: int, **columns: Any) -> None:
    """Set columns of a member behind the product's back."""
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.execute(sa.update(Member).where(Member.id == member_id).values(**columns))


def row(seen: Seen, member_id: int) -> str:
    """Give what a row says."""
    (found,) = seen.soup.select(f"[data-member='{member_id}']")
    return " ".join(found.get_text(" ", strip=True).split())


@pytest.fixture
def crowd(app: Flask, enrol: Callable[..., int], cast: Cast) -> dict[int, dict[str, Any]]:
    """Members with every mixture of what makes somebody ready, and of what leads out."""
    people = {}
    kinds = product((True, False), (True, False), (None, OLD, YOUNG), (True, False))
    for number, (nik, phone, born, linked) in enumerate(kinds):
        known = {"nik": nik, "phone": phone, "born": born, "linked": linked}
        fields: dict[str, Any] = {"birth_date": born}
        fields |= {} if nik else {"nik": None}
        fields |= {} if phone else {"phone": None}
        member = enrol(number, **fields)
        if nik and not linked:
            with app.app_context():
                changed(member, participant_id=None, link_pending=True)
        people[member] = known
    return people


def test_every_place_agrees_to_the_person(
    app: Flask, cast: Cast, crowd: dict[int, dict[str, Any]], leading: Callable[..., Any]
) -> None:
    ready = {
        member
        for member, one in crowd.items()
        if one["nik"] and one["phone"] and one["born"] == YOUNG and one["linked"]
    }
    assert len(ready) == 1
    own: dict[str, Any] = {"association_id": cast.association["sari"], "today": TODAY}
    with leading():
        session = db.session()
        members = {one: session.get_one(Member, one) for one in crowd}
        chips = {m: coverage_of(session, one, today=TODAY).status for m, one in members.items()}
        assert {m for m, status in chips.items() if status is Status.READY} == ready
        sql = session.scalars(sa.select(Member.id).where(READY, Member.id.in_(crowd)))
        assert set(sql) == {m for m, one in members.items() if one.is_ready}
        filtered = matching_ids(session, wanted=Wanted(group=Group.READY), **own)
        assert set(filtered) & crowd.keys() == ready
        assert set(candidates.ids(session, **own)) & crowd.keys() == ready
        can = able(session, crowd, Action.SENT, {}, today=TODAY, most=500)
        assert (can.count, can.names) == (1, [members[next(iter(ready))].name])
        lines = reminders.standings(**own)
        asked = sa.select(lines.c.id).where(lines.c.cause == Cause.READY.value)
        assert set(session.scalars(asked)) & crowd.keys() == ready
        for member in crowd:
            is_asked = reminders.person(session, member, today=TODAY).cause is Cause.READY
            assert is_asked == (member in ready)
        for which, status in ((Which.LACKING, Status.CANDIDATE), (Which.NEVER, Status.INELIGIBLE)):
            listed = candidates.candidates(session, which=which, seen=crowd, **own)
            wanted = {m for m, found in chips.items() if found is status}
            assert {one.id for one in listed.rows} == wanted
            group = Group.CANDIDATE if which is Which.LACKING else Group.INELIGIBLE
            assert candidates.counts(session, **own)[which] == len(
                matching_ids(session, wanted=Wanted(group=group), **own)
            )


@pytest.mark.parametrize("unknown", [None, *WHOLE])
def test_complete_is_the_same_in_python_and_in_sql(
    app: Flask, enrol: Callable[..., int], leading: Callable[..., Any], unknown: str | None
) -> None:
    member_id = enrol(1, **{name: value for name, value in WHOLE.items() if name != unknown})
    with leading():
        member = db.session.get_one(Member, member_id)
        told = gaps(known_of(member, messenger=True, registered=False))
        lacking = [gap for gap in told if gap in TO_COMPLETE]
        assert [gap.value for gap in lacking] == ([unknown] if unknown else [])
        assert not set(told) & set(TO_SEND)
        joined = sa.select(Member.id).outerjoin(Member.participant)
        sql = db.session.scalars(joined.where(COMPLETE, Member.id == member_id)).all()
        assert bool(sql) is (unknown is None)
        counted = candidates.lacks(db.session(), [member_id])
        assert counted == candidates.Lacks(len(lacking), dict.fromkeys(lacking, 1))


def test_the_page_shows_both_levels(sari: Reader, enrol: Callable[..., int], cast: Cast) -> None:
    whole, partly = enrol(1, **WHOLE), enrol(2, **WHOLE | {"address": ""})
    seen = sari.get(PATH)
    shown = figures(seen)
    assert (shown["ready"], shown["complete"], shown["incomplete"]) == ("3", "1", "2")
    assert "lengkap" in row(seen, whole)
    assert "tanpa" not in row(seen, whole)
    assert "belum lengkap: tanpa alamat" in row(seen, partly)
    lacking = sari.get(f"{PATH}?lihat=kurang")
    found = {int(str(one["data-member"])) for one in lacking.soup.select("[data-member]")}
    assert found == {partly, cast.member[BUDI]}
    assert lacking.soup.select(f"a[href='/anggota/{partly}/ubah']")


def test_the_members_page_says_what_each_level_lacks(
    sari: Reader, enrol: Callable[..., int]
) -> None:
    def levels(member: int) -> dict[str, list[str]]:
        found = sari.get(f"/anggota/{member}").soup.select("[data-level]")
        return {
            str(one["data-level"]): [str(gap["data-gap"]) for gap in one.select("[data-gap]")]
            for one in found
        }

    lacking = enrol(1, phone=None, **WHOLE | {"address": ""})
    assert levels(lacking) == {
        "to_send": ["phone"],
        "to_complete": ["address"],
        "rest": ["reach", "consent"],
    }
    assert "Agar bisa dikirim" in sari.get(f"/anggota/{lacking}").text
    partly, whole = enrol(2, **WHOLE | {"address": ""}), enrol(3, **WHOLE)
    assert levels(partly) == {"to_complete": ["address"], "rest": ["consent"]}
    assert "Agar lengkap" in sari.get(f"/anggota/{partly}").text
    assert levels(whole) == {"rest": ["consent"]}
    assert "Data untuk pendaftaran lengkap." in sari.get(f"/anggota/{whole}").text
    assert "Data untuk pendaftaran lengkap." not in sari.get(f"/anggota/{partly}").text


def test_a_batch_with_gaps_asks_first(sari: Reader, enrol: Callable[..., int]) -> None:
    whole, partly = enrol(1, **WHOLE), enrol(2, **WHOLE | {"address": ""})
    page = sari.get(PATH)
    form: dict[str, Any] = {"all": None, "member": [str(whole), str(partly)], "months": "3"}
    asked = sari.submit(page, PATH, **form)
    assert asked.status == 422
    (card,) = asked.soup.select("[data-asked]")
    said = " ".join(card.get_text(" ", strip=True).split())
    assert "1 dari 2 orang belum lengkap 1 tanpa alamat." in said
    assert [one.get_text(strip=True) for one in card.select("button, a")] == [
        "Kirim juga",
        "Lengkapi dulu",
    ]
    # Nothing was made, and nothing that was chosen is lost.
    assert figures(sari.get(PATH))["ready"] == "3"
    (months,) = asked.soup.select("select[name=months] option[selected]")
    assert months["value"] == "3"
    assert not asked.soup.select("input[name=all][checked]")
    ticked = {str(one["value"]) for one in asked.soup.select("input[name=member][checked]")}
    assert ticked == {str(whole), str(partly)}
    made = sari.submit(asked, PATH, anyway="1")
    again = sari.submit(asked, PATH, anyway="1")  # the same form twice
    assert (made.status, made.location) == (303, again.location)
    batch = sari.get(made.location)
    assert figures(batch)["waiting"] == "2"
    assert figures(batch)["incomplete"] == "1"
    assert "kurang alamat" in row(batch, partly)
    assert "kurang" not in row(batch, whole)


def test_who_is_complete_goes_without_being_asked(
    sari: Reader, enrol: Callable[..., int], cast: Cast
) -> None:
    whole = enrol(1, **WHOLE)
    made = sari.follow(sari.fill(PATH, member=[str(whole)]))
    assert (figures(made)["waiting"], "incomplete" in figures(made)) == ("1", False)


def test_unticked_rows_beyond_the_first_page_stay_unticked(
    sari: Reader, enrol: Callable[..., int]
) -> None:
    people = [enrol(number) for number in range(40)]
    rows = sari.get(PATH)
    link = rows.soup.select_one("#candidate_rows a")
    assert link is not None
    more = sari.get(str(link["href"]), part="candidate_rows")
    seen = [str(one["value"]) for page in (rows, more) for one in page.soup.select("[name=shown]")]
    stays = str(people[-1])
    asked = sari.submit(rows, PATH, shown=seen, member=[one for one in seen if one != stays])
    assert asked.status == 422
    made = sari.follow(sari.submit(asked, PATH, anyway="1"))
    assert figures(made)["waiting"] == "40"
    assert sari.get(f"/anggota/{stays}").soup.select("section.verdict[data-status=ready]")


def test_who_can_never_be_registered_is_a_group_of_its_own(
    app: Flask, sari: Reader, enrol: Callable[..., int], cast: Cast
) -> None:
    old = enrol(1, birth_date=OLD)
    old_without = enrol(2, birth_date=OLD, nik=None, phone=None)
    died, merged, gone = enrol(3), enrol(4), enrol(5, nik=None)
    ended = cast.member["Tono Wibowo"]
    sari.fill(
        f"/anggota/{ended}/pendaftaran",
        f"/anggota/{ended}/pendaftaran/berhenti",
        day="22 November 2026",
        reason="employed",
    )
    with app.app_context():
        changed(died, left_on=TODAY, left_reason=Leaving.DIED)
        changed(merged, left_on=TODAY, left_reason=Leaving.MERGED)
        changed(gone, left_on=TODAY, left_reason=Leaving.MOVED)
    seen = sari.get(f"{PATH}?lihat=tidak-bisa")
    shown = {int(str(one["data-member"])) for one in seen.soup.select("[data-member]")}
    assert shown == {old, old_without, ended}  # nobody counts who left
    assert figures(seen)["unable"] == "3"
    assert "sudah 65 tahun atau lebih" in row(seen, old_without)
    assert "berhenti: menjadi pekerja penerima upah" in row(seen, ended)
    assert not re.search("tanpa|kurang|lengkap", " ".join(row(seen, one) for one in shown))
    lacking = sari.get(f"{PATH}?lihat=belum")
    assert not {str(one["data-member"]) for one in lacking.soup.select("[data-member]")} & {
        str(one) for one in shown
    }
    gaps_told = sari.get(f"/anggota/{old_without}").soup.select("[data-gap]")
    assert {str(one["data-gap"]) for one in gaps_told} <= {"reach", "consent", "income"}
