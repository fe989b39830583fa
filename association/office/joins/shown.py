"""What the pages of joining, dividing and putting back show."""

from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.office.joins.forms import JoinForm, SplitForm
from association.office.regrouping import reads
from association.office.regrouping.choosing import Place
from association.office.regrouping.models import Fate, Kind, Regrouping, State
from association.people.team.wording import position_names
from association.territory import reads as territory
from association.territory.models import Association
from association.web.gate import actor, settings

JOIN, SPLIT = "office/joins/join.html", "office/joins/split.html"
CHANGE, PARTS = "office/joins/change.html", ("change",)


def join_shown(
    association: Association, to_id: int | None, form: JoinForm, problem: str = ""
) -> dict[str, Any]:
    """Gather what a paguyuban has, and what another one has that it may be joined to."""
    session, now, today = db.session(), settings().now(), settings().today()
    others = [
        one
        for one in territory.associations_of(session, actor().city_id, today=today)
        if one.id != association.id
    ]
    chosen = next((one for one in others if one.id == to_id), None)
    there = reads.numbers(session, association.id, now=now, today=today)
    form.offer(there.leaders)
    shown = {"association": association, "others": others, "there": there, "to": None}
    if chosen is not None:
        form.ke.data = str(chosen.id)
        shown["to"] = reads.numbers(session, chosen.id, now=now, today=today)
        shown["twins"] = reads.twins(session, association.id, chosen.id, today=today)
    return shown | {
        "form": form,
        "problem": problem,
        "closed": is_closed(association),
        "positions": position_names(),
    }


def split_shown(
    association: Association,
    places: list[Place],
    form: SplitForm,
    problem: str = "",
) -> dict[str, Any]:
    """Gather the markets and blocks of a paguyuban, and how many would go."""
    session, today = db.session(), settings().today()
    parts = reads.parts(session, association.id, today=today)
    form.offer(parts, reads.may_lead(session, association.id, today=today))
    going, rest = reads.people_in(session, association.id, places, today=today)
    return {
        "association": association,
        "markets": parts,
        "chosen": {one.code for one in places},
        "going": going,
        "rest": rest,
        "form": form,
        "problem": problem,
        "closed": is_closed(association),
        "there": reads.numbers(session, association.id, now=settings().now(), today=today),
    }


def is_closed(association: Association) -> bool:
    """Tell whether a paguyuban works no more today."""
    return association.closed_on is not None and association.closed_on <= settings().today()


def change_shown(done: Regrouping, problem: str = "") -> dict[str, Any]:
    """Gather how far it came, what became of whom in numbers, and what changed since."""
    session, today = db.session(), settings().today()
    fates = reads.fates(session, done.id)
    running = done.state in reads.UNDER_WAY
    left = (Fate.WAITING,) if done.state == State.RUNNING else (Fate.MOVED, Fate.TWIN)
    waiting = sum(fates[one] for one in left) if running else 0
    is_done = done.state == State.DONE
    return {
        "done": done,
        "names": reads.names(session, [done]),
        "what": what(done, reads.names(session, [done])),
        "who": reads.who(session, done.account_id),
        "returned_by": reads.who(session, done.returned_by),
        "fates": fates,
        "running": running,
        "waiting": waiting,
        "total": sum(fates.values()),
        "since": reads.since(session, done, today=today) if is_done else None,
        "first": reads.later(session, done) if is_done else None,
        "problem": problem,
    }


def what(done: Regrouping, names: dict[int, str]) -> str:
    """Say in a few words what was done."""
    pair = {"from": names[done.from_id], "to": names[done.to_id]}
    if done.kind == Kind.JOIN:
        return str(_("%(from)s digabung ke %(to)s", **pair))
    return str(_("%(to)s dipecah dari %(from)s", **pair))
