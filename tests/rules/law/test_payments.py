"""Which months a receipt may pay: every refusal, arrears of three months, beginning anew (DOMAIN
12, Perdir 22/PERDIR.02/072022, [perisai_faq])."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from association.rules.house.errors import RuleError
from association.rules.house.months import parse_month
from association.rules.law.payments import CHANNELS, GapInMonths, Payer, Payment, check_payment
from association.rules.law.tariff import MINIMUM
from tests.rules.law.written import day, paid, words

TODAY = date(2026, 11, 22)
JAN = date(2026, 1, 5)
MEMBER = Payer(registered_on=JAN)
STRANGER = Payer()
BANK, CASH = "bank", "bendahara"


def payment(first: str = "2026-11", months: int = 1, **more: Any) -> Payment:
    fields: dict[str, Any] = {
        "programmes": MINIMUM,
        "income": 0,
        "amount": None,
        "paid_on": TODAY,
        "channel": BANK,
    }
    return Payment(first_month=parse_month(first), months=months, **(fields | more))


def refusal(payer: Payer, asked: Payment) -> str:
    with pytest.raises(RuleError) as refused:
        check_payment(payer, asked, today=TODAY)
    return refused.value.message


# --- What a receipt may say at all ---


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (payment(paid_on=date(2026, 11, 23)), "Tanggal bayar tidak boleh sesudah hari ini."),
        (payment(months=0), "Jumlah bulan harus 1 sampai 24."),
        (payment(months=-1), "Jumlah bulan harus 1 sampai 24."),
        (payment(months=25), "Jumlah bulan harus 1 sampai 24."),
        (payment(months=14), "Paling jauh 12 bulan ke depan."),  # to December 2027
        (payment("2027-12"), "Paling jauh 12 bulan ke depan."),
        (payment("2031-01"), "Paling jauh 12 bulan ke depan."),
    ],
)
def test_dates_and_months_have_bounds(asked: Payment, said: str) -> None:
    assert refusal(MEMBER, asked) == said
    assert refusal(STRANGER, replace(asked, receipt="0412")) == said


@pytest.mark.parametrize(
    "asked",
    [
        payment(),
        payment(months=13),  # to November 2027, twelve months ahead
        payment("2027-11", gap_confirmed=True),
        payment(paid_on=date(2026, 11, 1)),
        payment(paid_on=TODAY),
        payment(channel=CASH),
    ],
)
def test_a_member_may_pay(asked: Payment) -> None:
    check_payment(MEMBER, asked, today=TODAY)


@pytest.mark.parametrize(
    ("recorded", "asked", "said"),
    [
        ("2026-11", payment(), "Sudah dibayar: November 2026."),
        ("2026-12", payment(months=3), "Sudah dibayar: Desember 2026."),
        (
            "2026-10..2026-12",
            payment("2026-11", 3),
            "Sudah dibayar: November 2026, Desember 2026.",
        ),
        ("2026-01..2026-03", payment("2026-02"), "Sudah dibayar: Februari 2026."),
        ("2026-11", payment(gap_confirmed=True), "Sudah dibayar: November 2026."),
    ],
)
def test_no_month_is_paid_twice(recorded: str, asked: Payment, said: str) -> None:
    assert refusal(replace(MEMBER, recorded=paid(*words(recorded))), asked) == said


# --- Which months can still be paid ---

# recorded, with @ the day they were paid | registered | the day of paying | payable from
PAYABLE = """
none             | -          | 2026-11-22 | 2026-11
none             | -          | 2026-11-01 | 2026-11
2026-01..2026-11 | -          | 2026-11-22 | 2026-11
none             | 2026-11-20 | 2026-11-22 | 2026-11
none             | 2026-10-31 | 2026-11-22 | 2026-10
none             | 2026-09-30 | 2026-11-22 | 2026-09
none             | 2026-08-01 | 2026-11-22 | 2026-11
none             | 2026-12-01 | 2026-11-22 | 2026-12
2026-10          | 2026-01-05 | 2026-11-22 | 2026-11
2026-09          | 2026-01-05 | 2026-11-22 | 2026-10
2026-08          | 2026-01-05 | 2026-11-01 | 2026-09
2026-08          | 2026-01-05 | 2026-11-30 | 2026-09
2026-08          | 2026-01-05 | 2026-12-01 | 2026-12
2026-07          | 2026-01-05 | 2026-11-22 | 2026-11
2026-11          | 2026-01-05 | 2026-11-22 | 2026-11
2026-12          | 2026-01-05 | 2026-11-22 | 2026-11
2026-10..2026-11 | 2026-10-20 | 2026-11-22 | 2026-10
2026-08,2026-10  | 2026-01-05 | 2026-11-22 | 2026-09
2026-08,2026-11  | 2026-01-05 | 2026-11-22 | 2026-09
2026-03,2026-11  | 2026-01-05 | 2026-11-22 | 2026-11
2026-03,2026-10  | 2026-01-05 | 2026-11-22 | 2026-11
2026-03,2026-09  | 2026-01-05 | 2026-12-20 | 2026-10
2026-08@2026-11-20 | 2026-01-05 | 2026-09-10 | 2026-09
2026-08@2026-09-10 | 2026-01-05 | 2026-09-10 | 2026-09
2026-06@2026-06-02,2026-11@2026-11-02 | 2026-01-05 | 2026-09-10 | 2026-07
2026-06@2026-06-02,2026-11@2026-11-02 | 2026-01-05 | 2026-10-10 | 2026-10
2026-06@2026-06-02,2026-11@2026-11-02 | 2026-01-05 | 2026-11-22 | 2026-11
2027-11          | 2026-01-05 | 2028-02-29 | 2027-12
2027-11          | 2026-01-05 | 2028-03-01 | 2028-03
"""


@pytest.mark.parametrize("line", PAYABLE.strip().splitlines())
def test_payable_from(line: str) -> None:
    codes, registered, on, first = (part.strip() for part in line.split("|"))
    payer = Payer(recorded=paid(*words(codes)), registered_on=day(registered))
    assert payer.payable_from(day(on) or TODAY) == parse_month(first)


@pytest.mark.parametrize(
    ("recorded", "asked", "said"),
    [
        (
            "2026-06",
            payment("2026-09", 3),
            "Iuran September 2026 tidak bisa dibayar lagi pada 22 November 2026: tunggakan",
        ),
        ("2026-06", payment("2026-10", gap_confirmed=True), "Mulai lagi dari November 2026."),
        ("2026-03,2026-11", payment("2026-10", gap_confirmed=True), "Mulai lagi dari November"),
        ("2026-06", payment("2026-10", paid_on=date(2026, 11, 1)), "pada 1 November 2026"),
        ("none", payment("2026-10"), "Iuran Oktober 2026 tidak bisa dibayar lagi"),
        ("none", payment("2025-12"), "Baru terdaftar 5 Januari 2026: bulan sebelum itu"),
        ("2026-10", payment("2025-11", 3), "Baru terdaftar 5 Januari 2026: bulan sebelum itu"),
    ],
)
def test_what_is_too_old_is_not_payable(recorded: str, asked: Payment, said: str) -> None:
    long_registered = replace(MEMBER, recorded=paid(*words(recorded)))
    assert said in refusal(long_registered, asked)


def test_what_was_paid_in_its_time_is_recorded_later_with_its_day() -> None:
    """The day of paying decides, not the day of recording."""
    lapsed = replace(MEMBER, recorded=paid("2026-06@2026-06-02", "2026-11@2026-11-02"))
    in_time = payment("2026-07", 2, paid_on=date(2026, 9, 10))
    check_payment(lapsed, in_time, today=TODAY)
    assert "Mulai lagi dari November" in refusal(lapsed, replace(in_time, paid_on=TODAY))


# --- Who may pay ---


@pytest.mark.parametrize("channel", CHANNELS[1:])
def test_a_first_payment_at_a_channel_needs_its_receipt(channel: str) -> None:
    asked = payment(channel=channel)
    assert "Isi nomor kuitansinya" in refusal(STRANGER, asked)
    check_payment(STRANGER, replace(asked, receipt="0412"), today=TODAY)
    check_payment(MEMBER, asked, today=TODAY)


def test_a_candidates_cash_needs_no_receipt_yet() -> None:
    check_payment(STRANGER, payment(months=3, channel=CASH), today=TODAY)


@pytest.mark.parametrize("channel", [BANK, CASH])
def test_a_first_payment_is_for_the_month_it_is_made_in_or_later(channel: str) -> None:
    asked = payment("2026-10", 2, channel=channel, receipt="0412")
    assert refusal(STRANGER, asked) == (
        "Anggota ini belum terdaftar: iuran pertama paling awal untuk November 2026, bulan uangnya "
        "dibayar."
    )
    check_payment(STRANGER, replace(asked, paid_on=date(2026, 10, 31)), today=TODAY)
    check_payment(STRANGER, payment("2026-12", channel=channel, receipt="0412"), today=TODAY)


@pytest.mark.parametrize("channel", [BANK, CASH])
def test_who_is_65_joins_no_more_but_who_joined_in_time_pays_on(channel: str) -> None:
    asked = payment(channel=channel, receipt="0412")
    born = date(1961, 11, 22)  # 65 today
    assert "Sudah 65 tahun" in refusal(Payer(birth_date=born), asked)
    check_payment(Payer(birth_date=born, registered_on=date(2026, 11, 21)), asked, today=TODAY)
    check_payment(Payer(birth_date=date(1961, 11, 23)), asked, today=TODAY)
    yesterday = replace(asked, paid_on=date(2026, 11, 21))  # not yet 65 on the day of paying
    check_payment(Payer(birth_date=born), yesterday, today=TODAY)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("died", "Tercatat meninggal 10 Oktober 2026"),
        ("employed", "Tercatat menjadi pekerja penerima upah sejak 10 Oktober 2026"),
        ("stopped", "Tercatat berhenti berdagang 10 Oktober 2026"),
    ],
)
@pytest.mark.parametrize(
    "asked", [payment("2026-11"), payment("2026-10", 2), payment("2026-09", 3)]
)
def test_nothing_is_paid_for_after_the_end(asked: Payment, reason: str, said: str) -> None:
    ended = replace(MEMBER, ended_on=date(2026, 10, 10), ended_reason=reason)
    recorded = replace(ended, recorded=paid("2026-01..2026-08"))
    assert said in refusal(recorded, asked)
    check_payment(recorded, payment("2026-09", 2), today=TODAY)  # up to the month of the end


# --- Months left out ---


@pytest.mark.parametrize(
    ("recorded", "asked", "missed"),
    [
        ("2026-08", payment("2026-11"), "September 2026, Oktober 2026"),
        ("2026-10", payment("2026-12"), "November 2026"),
        ("2026-10", payment("2027-02"), "November 2026, Desember 2026, Januari 2027"),
        ("2026-11", payment("2027-01"), "Desember 2026"),
        ("2026-06", payment("2026-12"), "November 2026"),  # what is too old is not missed
        ("2026-08,2027-01", payment("2026-12"), "September 2026, Oktober 2026, November 2026"),
        ("2026-10", payment("2026-12", channel=CASH), "November 2026"),
    ],
)
def test_a_gap_is_confirmed(recorded: str, asked: Payment, missed: str) -> None:
    payer = replace(MEMBER, recorded=paid(*words(recorded)))
    with pytest.raises(GapInMonths) as refused:
        check_payment(payer, asked, today=TODAY)
    assert f"iuran {missed} belum dibayar" in refused.value.message
    check_payment(payer, replace(asked, gap_confirmed=True), today=TODAY)


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("2026-10", payment("2026-11", 3)),
        ("2026-06", payment("2026-11")),  # begins anew
        ("2026-12", payment("2026-11")),
        ("none", payment("2026-12")),  # nothing paid yet
        ("2026-12..2027-02", payment("2026-11")),
    ],
)
def test_no_gap_no_question(recorded: str, asked: Payment) -> None:
    check_payment(replace(MEMBER, recorded=paid(*words(recorded))), asked, today=TODAY)
