"""What is said of an event's effect."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from association.rules.house.effect import FEWEST, Effect, Group, is_over, window_ends
from association.rules.people.dates import format_date
from association.web.formats import number, percent


@dataclass(frozen=True, slots=True)
class Told:
    """One window of an event in a sentence; `effect` is None while there is nothing to tell."""

    window: int
    text: str
    effect: Effect | None = None


def of_event(day: date, window: int, effect: Effect, *, today: date) -> Told:
    """Say what an event achieved, or from when it can be said."""
    if not is_over(day, window, today=today):
        ends = format_date(window_ends(day, window))
        return Told(
            window, _("Hasil %(days)s hari dihitung sesudah %(day)s.", days=window, day=ends)
        )
    return in_all(window, effect)


def in_all(window: int, effect: Effect) -> Told:
    """Say what events achieved whose windows are over."""
    if not effect.is_told:
        return Told(
            window,
            _(
                "Hasil %(days)s hari: kurang dari %(n)s orang, jadi tidak dihitung.",
                days=window,
                n=FEWEST,
            ),
        )
    text = _(
        "Mendaftar dalam %(days)s hari: %(came)s yang hadir dan belum terdaftar, dibanding "
        "%(others)s anggota lain yang tidak hadir.",
        came=of(effect.came),
        others=of(effect.others),
        days=window,
    )
    return Told(window, text, effect)


def of(group: Group) -> str:
    """Say how many of a group joined: "9 dari 24 orang (37%)"."""
    share = percent(group.registered, group.people)
    return str(
        _(
            "%(n)s dari %(all)s orang (%(p)s)",
            n=number(group.registered),
            all=number(group.people),
            p=share,
        )
    )


def cell(group: Group) -> str:
    """Say the same in a table: "9 dari 24 (37%)"."""
    share = percent(group.registered, group.people)
    return str(
        _(
            "%(n)s dari %(all)s (%(p)s)",
            n=number(group.registered),
            all=number(group.people),
            p=share,
        )
    )
