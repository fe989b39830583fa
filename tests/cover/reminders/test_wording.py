"""What the messages say: one fact, one thing to do, how to say STOP; never a NIK, never
"terlindungi".
"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.cover.reminders.kinds import cause_of
from association.cover.reminders.wording import Whom, addressed, carried, message, recap
from association.rules.house.months import add_months
from association.rules.law.coverage import Coverage, Enrolment, Run, coverage
from association.rules.law.enrolment import Sector
from association.rules.law.groups import Group
from association.rules.law.tariff import MINIMUM, Programme
from tests.cover.reminders.covers import (
    ARREARS_1,
    ARREARS_2,
    DECEMBER,
    DUE,
    EARLY,
    LAPSING,
    LATE,
    READY,
    paid_until,
)
from tests.infra.terms import terms

FULL = MINIMUM | {Programme.JHT}
LONG = re.compile(r"\d(?:[\s._/-]?\d){15}")  # sixteen digits, also written in groups


@pytest.mark.parametrize(
    ("cover", "today", "more", "said"),
    [
        (
            LAPSING,
            LATE,
            {},
            (
                "Iuran BPJS Ketenagakerjaan Ibu sudah dibayar sampai 30 November 2026. Mohon "
                "bayar iuran Desember 2026 sebelum tanggal itu. Perkiraan Rp8.400."
            ),
        ),
        (  # the discount ends with the year
            DECEMBER,
            date(2026, 12, 20),
            {},
            (
                "Iuran BPJS Ketenagakerjaan Ibu sudah dibayar sampai 31 Desember 2026. Mohon "
                "bayar iuran Januari 2027 sebelum tanggal itu. Perkiraan Rp16.800."
            ),
        ),
        (
            DUE,
            EARLY,
            {},
            (
                "Iuran BPJS Ketenagakerjaan Ibu baru dibayar sampai 31 Oktober 2026. Mohon bayar "
                "iuran November 2026 paling lambat 16 November 2026. Perkiraan Rp8.400."
            ),
        ),
        (
            ARREARS_1,
            LATE,
            {},
            (
                "Iuran BPJS Ketenagakerjaan Ibu menunggak 1 bulan: terakhir dibayar sampai 31 "
                "Oktober 2026. Mohon bayar iuran November 2026 agar aktif lagi. Perkiraan Rp8.400."
            ),
        ),
        (
            ARREARS_2,
            LATE,
            {},
            (
                "Iuran BPJS Ketenagakerjaan Ibu menunggak 2 bulan: terakhir dibayar sampai 30 "
                "September 2026. Mohon bayar iuran Oktober 2026 sampai November 2026 agar aktif "
                "lagi. Perkiraan Rp16.800."
            ),
        ),
        (  # 3.450.000: JKK 17.250 and JKM 3.400 by half, JHT 69.000 in full
            LAPSING,
            LATE,
            {"income": 3_500_000, "programmes": FULL},
            (
                "Iuran BPJS Ketenagakerjaan Ibu sudah dibayar sampai 30 November 2026. Mohon "
                "bayar iuran Desember 2026 sebelum tanggal itu. Perkiraan Rp89.650."
            ),
        ),
        (  # no text settles the discount of who employs people: said wherever the amount is
            LAPSING,
            LATE,
            {"programmes": FULL, "employs_helpers": True},
            (
                "Iuran BPJS Ketenagakerjaan Ibu sudah dibayar sampai 30 November 2026. Mohon "
                "bayar iuran Desember 2026 sebelum tanggal itu. Perkiraan Rp28.400. Aturan "
                "potongan tidak menyebut pedagang yang mempekerjakan orang."
            ),
        ),
        (
            READY,
            LATE,
            {"sector": Sector.TRANSPORT, "employs_helpers": True},
            (
                "Data Ibu sudah bisa dikirim, tetapi belum terdaftar di BPJS Ketenagakerjaan. "
                "Mohon balas YA bila boleh kami daftarkan. Perkiraan iuran Rp8.400 sebulan, mulai "
                "April 2027 Rp16.800. Aturan potongan tidak menyebut pedagang yang mempekerjakan "
                "orang."
            ),
        ),
        (
            READY,
            LATE,
            {},
            (
                "Data Ibu sudah bisa dikirim, tetapi belum terdaftar di BPJS Ketenagakerjaan. "
                "Mohon balas YA bila boleh kami daftarkan. Perkiraan iuran Rp8.400 sebulan, mulai "
                "Januari 2027 Rp16.800."
            ),
        ),
    ],
    ids=[
        "lapsing",
        "lapsing with the year",
        "due",
        "one month",
        "two months",
        "with JHT",
        "helpers",
        "helpers, transport",
        "ready",
    ],
)
def test_the_member_reads(cover: Coverage, today: date, more: dict, said: str) -> None:
    whom = Whom(name="Ngatiyem", cover=cover, terms=terms(**more), sex="P", stall="Los B-3")
    assert message(whom, sender="Sari", place="Paguyuban Pasar Rejosari", today=today) == (
        f"Ibu Ngatiyem,\n\n{said}\n\nBalas STOP bila tidak ingin diingatkan.\n\n"
        "Terima kasih.\nSari, Paguyuban Pasar Rejosari"
    )


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        (
            LAPSING,
            (
                "untuk membayar iuran BPJS Ketenagakerjaan Desember 2026 paling lambat 30 "
                "November 2026."
            ),
        ),
        (
            DUE,
            (
                "untuk membayar iuran BPJS Ketenagakerjaan November 2026 paling lambat 16 "
                "November 2026."
            ),
        ),
        (ARREARS_2, "untuk menemui kami tentang iuran BPJS Ketenagakerjaan."),
        (READY, "untuk menemui kami tentang pendaftaran BPJS Ketenagakerjaan."),
    ],
    ids=["lapsing", "due", "arrears", "ready"],
)
def test_a_neighbour_reads_no_amount_and_no_arrears(cover: Coverage, said: str) -> None:
    rich = terms(income=5_000_000)
    whom = Whom(name="Sri Lestari", cover=cover, terms=rich, sex="P", stall="Los B-6")
    text = carried(whom, carrier="Suparno", carrier_sex="L", sender="Sari", place="Rejosari")
    assert text.startswith(
        f"Bapak Suparno,\n\nMohon sampaikan kepada Ibu Sri Lestari (Los B-6) {said}\n\n"
    )
    assert "Rp" not in text
    assert "nunggak" not in text
    assert "Balas STOP" in text


@pytest.mark.parametrize(
    "whose", [coverage([], Enrolment(), today=LATE), paid_until(date(2027, 2, 1), LATE)]
)
def test_without_a_reason_there_is_no_message(whose: Coverage) -> None:
    whom = Whom(name="Tono", cover=whose, terms=terms())
    with pytest.raises(ValueError, match="nothing to remind of"):
        message(whom, sender="Sari", place="Rejosari", today=LATE)
    with pytest.raises(ValueError, match="nothing to remind of"):
        carried(whom, carrier="Suparno", carrier_sex="L", sender="Sari", place="Rejosari")


@pytest.mark.parametrize(
    ("name", "sex", "said"),
    [
        ("Ngatiyem", "P", "Ibu Ngatiyem"),
        ("Suparno", "L", "Bapak Suparno"),
        ("Slamet", "", "Bapak/Ibu Slamet"),
        ("Bu Ngatiyem", "P", "Ibu Ngatiyem"),
        ("IBU  Ngatiyem", "P", "Ibu Ngatiyem"),
        ("Bpk. Suparno", "L", "Bapak Suparno"),
        ("Budi Santoso", "L", "Bapak Budi Santoso"),  # no title: it only begins like one
        ("Pakem", "", "Bapak/Ibu Pakem"),
        ("Yu Tum 3372991708750001", "P", "Ibu Yu Tum …"),
        ("3372 9917 0875 0001 Tum", "P", "Ibu … Tum"),
    ],
)
def test_people_are_addressed(name: str, sex: str, said: str) -> None:
    assert addressed(name, sex) == said


word = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    "0123456789 .-/٣३", min_size=10, max_size=40
)
covers = st.builds(
    lambda back, ready, day: (
        coverage(
            []
            if back is None
            else [
                Run(add_months(date(2026, 11, 1), -12 - back), add_months(date(2026, 11, 1), -back))
            ],
            Enrolment(ready=ready),
            today=day,
        ),
        day,
    ),
    st.none() | st.integers(-3, 6),
    st.booleans(),
    st.dates(date(2026, 9, 1), date(2027, 3, 31)),
)


@given(
    word,
    word,
    word,
    word,
    word,
    covers,
    st.integers(0, 20_000_000),
    st.sampled_from(["", "L", "P"]),
    st.booleans(),
)
def test_no_text_holds_a_nik(
    name: str,
    stall: str,
    carrier: str,
    sender: str,
    place: str,
    cover: tuple,
    income: int,
    sex: str,
    full: bool,
) -> None:
    state, today = cover
    whom = Whom(
        name=name,
        cover=state,
        terms=terms(income=income, programmes=FULL if full else MINIMUM, employs_helpers=full),
        sex=sex,
        stall=stall,
    )
    if cause_of(state) is None:
        return
    letters = (
        message(whom, sender=sender, place=place, today=today),
        carried(whom, carrier=carrier, carrier_sex=sex, sender=sender, place=place),
    )
    for text in letters:
        assert LONG.search(text) is None
        assert "terlindungi" not in text.replace(name, "").replace(sender, "").replace(
            place, ""
        ).replace(stall, "")
        assert "Balas STOP" in text
    people = dict.fromkeys(Group, 7)
    assert LONG.search(recap(people, ready=1, place=place, today=today)) is None


def test_the_group_reads_numbers() -> None:
    people = {Group.LAPSING: 12, Group.DUE: 0, Group.ARREARS: 3}
    assert recap(people, ready=4, place="Paguyuban Pasar Rejosari", today=LATE) == (
        "Iuran BPJS Ketenagakerjaan Paguyuban Pasar Rejosari per 22 November 2026:\n- 12 pedagang "
        "sudah bayar sampai 30 November 2026 dan perlu membayar iuran Desember 2026\n- 3 pedagang "
        "menunggak 1 sampai 3 bulan\n- 4 pedagang bisa dikirim pendaftarannya\nMohon temui "
        "pengurus untuk membayar atau mendaftar."
    )
    due = recap(
        {Group.LAPSING: 0, Group.DUE: 5, Group.ARREARS: 0}, ready=0, place="Rejosari", today=EARLY
    )
    assert "- 5 pedagang belum bayar iuran November 2026, paling lambat 16 November 2026\n" in due
    assert (
        recap(
            {Group.LAPSING: 0, Group.DUE: 0, Group.ARREARS: 0},
            ready=0,
            place="Rejosari",
            today=LATE,
        )
        == ""
    )
