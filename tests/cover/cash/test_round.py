"""/iuran/catat: the treasurer's round, one tap for each outcome."""

import pytest
from bs4 import Tag
from flask import Flask

from association import paging
from association.cover.cash import reads
from association.database import db, write_tx
from association.people.participants.models import Contribution
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.rules.law.enrolment import End
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader, Seen, fields

PATH = "/iuran/catat"
pytestmark = pytest.mark.usefixtures("walking")


def tap(
    someone: Reader, seen: Seen, member: int, outcome: str, /, *, part: bool = False, **typed: str
) -> Seen:
    row = seen.soup.select_one(f"li#m{member}")
    assert isinstance(row, Tag)
    form = row.find("form")
    assert isinstance(form, Tag)
    return someone.post(
        PATH, fields(form) | {"outcome": outcome} | typed, part=f"m{member}" if part else ""
    )


def test_lists_who_is_due_in_walking_order(sari: Reader) -> None:
    assert sari.get(PATH).names() == [
        "Wagiyem",
        "Ngatiyem",
        "Suparno",
    ]  # inactive, in arrears, lapsing
    assert sari.get(f"{PATH}?urut=nama").names() == ["Ngatiyem", "Suparno", "Wagiyem"]


def test_whose_membership_ended_is_not_asked(app: Flask, sari: Reader, cast: Cast) -> None:
    """Suparno is paid to the end of the month, so the round asks them, but not once they died."""
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            suparno = tx.session.get_one(Member, cast.member["Suparno"])
            ended = {"ended_on": TODAY.isoformat(), "ended_reason": End.DIED.value}
            members.put(tx.session, suparno, ended, by, kind=ChangeKind.EDIT)
    assert sari.get(PATH).names() == ["Wagiyem", "Ngatiyem"]


def test_one_tap_takes_the_money(app: Flask, sari: Reader, cast: Cast) -> None:
    ngatiyem = cast.member["Ngatiyem"]
    seen = sari.get(PATH)
    assert "Bayar 2 bln Rp16.800" in seen.text  # October and November at 8.400
    done = tap(sari, seen, ngatiyem, "paid", part=True)
    assert done.soup.find("html") is None
    assert done.figure("cash") == 16_800
    who = done.soup.select_one("div.who")
    assert who is not None
    assert who.get_text(" ", strip=True) == "Ngatiyem Dititip Rp16.800"
    assert "Kirim kuitansi" in sari.get(f"{PATH}?buka={ngatiyem}").text
    assert sari.get(PATH).names() == ["Wagiyem", "Suparno"]
    assert sari.get("/anggota?q=ngatiyem").status_of(ngatiyem) == "entrusted"
    with app.app_context():
        acting(cast, "sari")
        taken = db.session.query(Contribution).filter_by(custody="entrusted").one()
        assert (taken.amount, taken.channel, taken.recorded_by) == (
            16_800,
            "bendahara",
            cast.account["sari"],
        )


@pytest.mark.parametrize("part", [True, False])
def test_the_other_ways_open_and_close_in_their_place(
    sari: Reader, cast: Cast, *, part: bool
) -> None:
    ngatiyem = cast.member["Ngatiyem"]

    def toggled(seen: Seen) -> Seen:
        link = seen.soup.select_one(f"li#m{ngatiyem} a[aria-label]")
        assert isinstance(link, Tag)
        return sari.get(str(link["href"]), part=f"m{ngatiyem}" if part else "")

    def presses(seen: Seen) -> list[str]:
        found = seen.soup.select(f"li#m{ngatiyem} button")
        return [str(one.get("value", one.get_text(strip=True))) for one in found]

    assert presses(sari.get(PATH)) == ["paid"], "one line, one primary button"
    opened = toggled(sari.get(PATH))
    assert presses(opened) == [
        *("paid", "promised", "absent", "moved", "1", "3", "6", "12", "Catat bayar")
    ]
    links = [str(one["href"]) for one in opened.soup.select(f"li#m{ngatiyem} .two a")]
    assert links == [f"/anggota/{ngatiyem}", f"/anggota/{ngatiyem}/ubah#note"]
    closed = toggled(opened)
    assert presses(closed) == ["paid"]
    assert closed.names() == (["Ngatiyem"] if part else ["Wagiyem", "Ngatiyem", "Suparno"])


def test_every_outcome_is_kept_and_can_be_taken_back(sari: Reader, cast: Cast) -> None:
    for name, outcome, said in (
        ("Wagiyem", "absent", "Tidak ada"),
        ("Suparno", "promised", "Janji"),
        ("Ngatiyem", "moved", "Pindah"),
    ):
        assert said in tap(sari, sari.get(PATH), cast.member[name], outcome, part=True).text
        assert name not in sari.get(PATH).names()
    assert "Tidak ada yang perlu ditanya lagi" in sari.get(PATH).text
    assert sari.get(f"{PATH}?lihat=promised").names() == ["Suparno"]
    seen = sari.get(f"{PATH}?lihat=sudah")
    assert tap(sari, seen, cast.member["Suparno"], "forget").status == 303
    assert sari.get(PATH).names() == ["Suparno"]
    seen = sari.get(f"{PATH}?q=wagi")
    assert tap(sari, seen, cast.member["Wagiyem"], "forget").status == 303


def test_who_was_visited_is_shown_page_by_page_each_once(
    sari: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Wagiyem", "Suparno", "Ngatiyem"):
        tap(sari, sari.get(PATH), cast.member[name], "absent", part=True)
    everybody = sari.get(f"{PATH}?lihat=sudah").names()
    assert len(everybody) == 3
    monkeypatch.setattr(paging, "ROWS", 1)
    path, seen = f"{PATH}?lihat=sudah", []
    for _page in everybody:
        page = sari.get(path)
        seen += page.names()
        path = next((str(more["href"]) for more in page.soup.select("#round_rows a")), "")
    assert (seen, path) == (everybody, "")


def test_who_was_absent_may_pay_later(sari: Reader, cast: Cast) -> None:
    tap(sari, sari.get(PATH), cast.member["Suparno"], "absent")
    tap(sari, sari.get(f"{PATH}?q=suparno"), cast.member["Suparno"], "forget")
    assert (
        "Dititip Rp8.400"
        in tap(sari, sari.get(PATH), cast.member["Suparno"], "paid", part=True).text
    )


def test_a_double_tap_takes_the_money_once(app: Flask, sari: Reader, cast: Cast) -> None:
    seen = sari.get(PATH)
    for part in (True, True, False):
        tap(sari, seen, cast.member["Suparno"], "paid", part=part)
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Contribution).filter_by(custody="entrusted").count() == 1


def test_two_phones_do_not_take_it_twice(sari: Reader, cast: Cast) -> None:
    suparno = cast.member["Suparno"]
    first, second = sari.get(PATH), sari.get(PATH)
    tap(sari, first, suparno, "paid")
    answer = tap(sari, second, suparno, "paid", part=True)
    assert answer.status == 422
    assert "sudah dicatat pada putaran ini" in answer.text
    assert tap(sari, second, suparno, "absent", key="0" * 32).status == 422


def test_other_months_and_sums(sari: Reader, cast: Cast) -> None:
    seen = sari.get(PATH)
    assert (
        "Sudah bayar"
        not in tap(
            sari, seen, cast.member["Suparno"], "paid", part=True, months="3", amount="45.000"
        ).text
    )
    seen = sari.get(f"/anggota/{cast.member['Suparno']}")
    assert "Des 2026 – Feb 2027" in seen.text
    assert "Dititipkan Rp45.000 pada 22 November 2026, belum disetor" in seen.text
    assert "28 Februari 2027" not in seen.text
    assert sari.get(PATH).figure("cash") == 45_000


def test_a_voided_payment_may_be_taken_again(sari: Reader, cast: Cast) -> None:
    suparno = cast.member["Suparno"]
    tap(sari, sari.get(PATH), suparno, "paid")
    page = sari.get(f"/anggota/{suparno}")
    sari.fill(str(page.soup.select("a[href$='/batal']")[0]["href"]), reason="Salah orang")
    assert sari.get(PATH).figure("cash") == 0
    seen = sari.get(f"{PATH}?q=suparno")
    assert tap(sari, seen, suparno, "forget").status == 303
    tap(sari, sari.get(PATH), suparno, "paid")
    assert sari.get(PATH).figure("cash") == 8_400


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": "x"}, {"member": "x"}, {"member": ""}],
)
def test_nonsense_is_refused(sari: Reader, cast: Cast, wrong: dict[str, str]) -> None:
    answer = tap(
        sari,
        sari.get(PATH),
        cast.member["Suparno"],
        wrong.get("outcome", "paid"),
        **{k: v for k, v in wrong.items() if k != "outcome"},
    )
    assert answer.status == 400
    assert sari.get(PATH).figure("cash") == 0


def test_a_member_without_a_nik_is_told_so(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"{PATH}?q=sri")
    answer = tap(sari, seen, cast.member["Sri Lestari"], "paid")
    assert answer.status == 422
    assert "Isi NIK anggota dulu" in answer.text


def test_strangers(budi: Reader, dewi: Reader, visitor: Reader, sari: Reader, cast: Cast) -> None:
    seen = budi.get(PATH)
    assert seen.names() == ["Joko Santoso"]
    token = {"csrf_token": str(seen.soup.select_one("input[name=csrf_token]")["value"])}
    sent = token | {
        "member": str(cast.member["Suparno"]),
        "outcome": "paid",
        "months": "1",
        "key": "0" * 32,
    }
    assert budi.post(PATH, sent).status == 404
    assert (dewi.get(PATH).status, visitor.get(PATH).status) == (403, 303)


def test_fifty_payments_are_fifty_taps(app: Flask, sari: Reader, cast: Cast) -> None:
    """Each payment is one button of the list: the budget of six minutes leaves seven seconds for
    each."""
    seen = sari.get(PATH)
    buttons = seen.soup.select("button[name=outcome][value=paid]")
    assert len(buttons) == len(seen.names())
    with app.app_context():
        acting(cast, "sari")
        found = reads.round_of(
            db.session(), association_id=cast.association["sari"], today=TODAY, walking=True
        )
        assert found.left == len(found.lines) == 3
