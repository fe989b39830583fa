"""Cases in words: what happened, how far a case is, what comes next, and by when."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from association.cover.claims.models import Claim
from association.rules.law.claims import (
    GOING_ON,
    ClaimKind,
    ClaimState,
    pay_by,
    promise_of,
    report_by,
)
from association.rules.people.dates import format_date, short_date
from association.web.formats import clock, wib_date


def kinds() -> dict[str, str]:
    """Name what happened."""
    return {
        ClaimKind.DEATH: _("Meninggal"),
        ClaimKind.ACCIDENT: _("Kecelakaan kerja"),
        ClaimKind.OLD_AGE: _("Hari tua"),
    }


def case_states() -> dict[str, str]:
    """Give the one word for how far a case is."""
    return {
        ClaimState.OPENED: _("Berkas dikumpulkan"),
        ClaimState.SUBMITTED: _("Sudah diajukan"),
        ClaimState.ASKED: _("Diminta melengkapi"),
        ClaimState.PAID: _("Sudah dibayar"),
        ClaimState.REFUSED: _("Ditolak"),
        ClaimState.UNDONE: _("Dibatalkan"),
    }


def moves(state: ClaimState) -> dict[str, str]:
    """Say on each button what comes next of a case in this state, or what was noted wrongly."""
    handed_in = {
        ClaimState.OPENED: _("Berkas sudah diajukan"),
        ClaimState.ASKED: _("Sudah dilengkapi dan diajukan lagi"),
        ClaimState.REFUSED: _("Diajukan lagi"),
        ClaimState.PAID: _("Salah catat: belum dibayar"),
    }
    return {
        ClaimState.SUBMITTED: handed_in.get(state, ""),
        ClaimState.PAID: _("Sudah dibayar"),
        ClaimState.ASKED: _("BPJS minta dilengkapi"),
        ClaimState.REFUSED: _("Ditolak"),
        ClaimState.OPENED: _("Kembali mengumpulkan berkas"),
    }


def promised(claim: Claim) -> date | None:
    """Give the last day on which a case that was handed in is paid as promised; None without a
    promise."""
    promise = promise_of(ClaimKind(claim.kind), from_work=claim.from_work)
    on = claim.submitted_on
    return pay_by(on, promise) if on is not None and promise is not None else None


def next_up(claim: Claim, *, today: date) -> str:
    """Say in a few words what is next with a case, and by when; "" when nothing is."""
    return str(_next_up(claim, today))


def _next_up(claim: Claim, today: date) -> Any:
    state = ClaimState(claim.state)
    if state in GOING_ON and claim.waits_until is not None and claim.waits_until > today:
        return _("Menunggu sampai %(day)s", day=format_date(claim.waits_until))
    if must_report(claim):
        return _("Laporkan ke BPJS paling lambat %(moment)s", moment=moment_to_report(claim))
    if state is ClaimState.SUBMITTED:
        return _answer_by(promised(claim), today)
    words = {
        ClaimState.OPENED: _("Lengkapi berkasnya, lalu ajukan"),
        ClaimState.ASKED: _("Lengkapi yang diminta BPJS"),
    }
    return words.get(state, "")


def _answer_by(last: date | None, today: date) -> Any:
    if last is None:
        return _("Tanyakan ke BPJS sudah sampai mana")
    if last < today:
        return _("Lewat janji %(day)s: tanyakan ke 175", day=format_date(last))
    return _("Dibayar paling lambat %(day)s", day=format_date(last))


def must_report(claim: Claim) -> bool:
    """Tell whether an accident is still to be reported (Tahap I)."""
    waits = claim.happened_at is not None and claim.state == ClaimState.OPENED
    return waits and "reported_on" not in claim.told


def moment_to_report(claim: Claim, *, short: bool = False) -> str:
    """Say until when an accident is to be reported."""
    assert claim.happened_at is not None
    until = report_by(claim.happened_at)
    day = (short_date if short else format_date)(wib_date(until))
    return f"{day}, {clock(until)}"
