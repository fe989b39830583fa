"""DESIGN 3.10: paguyuban, members and participants are locked in one place, in the order of TRUST:
paguyuban, members by id, participants, then the audit chain."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, modules
from tests.architecture.test_imports import plant

RULE = (
    "DESIGN 3.10: lock members by locked(...) of association/roster/members/locking.py; "
    "a lock of another table needs its reason in tests/architecture/test_locks.py"
)
HOMES = {
    "association.people.participants.reads",
    "association.roster.members.locking",
}
# One row of another table, held by `get` or `get_one`: the model, and why it cannot make a ring.
SINGLE_ROWS = {
    "Account": "after the paguyuban and the duty, before its links and sign-ins",
    "association.people.users.actions Association": "the paguyuban itself: the first lock",
    "association.territory.locking Association": "the paguyuban itself: the first lock",
    "association.office.intake.actions Association": "its city is held: one list at a time",
    "association.roster.disputes.actions Association": "the paguyuban of a row: the first lock",
    "AwarenessEvent": "the first lock where it is one; who marks takes turns",
    "Batch": "the batch that is undone, before its work and its members",
    "CalendarFeed": "the only lock of its action",
    "Claim": "after its member, before its papers and its link",
    "City": "the first of all: lists of one city are made one after the other",
    "Contribution": "after its participant, or the only lock",
    "Deposit": "the only lock of its action",
    "Duty": "after the handover; outgoing, then incoming; before its invitation",
    "Handover": "before the duties",
    "Invitation": "after its duty and its account",
    "Intake": "after its city, before the paguyuban that it completes",
    "JoinRequest": "the only lock of its action",
    "NikCheck": "after the paguyuban, nothing after it",
    "OfficialList": "before its members",
    "RegistrationLine": "after the paguyuban, before its member",
    "Regrouping": "after its two paguyuban, before members",
    "Reminder": "the only lock of its action, or after its member",
    "Selection": "the only lock of its action",
    "SignIn": "after its account, or the only lock",
    "Upload": "before the members that are saved from it",
    "Work": "before its members",
}
# Statements that lock by a condition: where, and why.
STATEMENTS = {
    "association.access.fence:_let_others_point": "makes every other lock a gentle one",
    "association.access.fence:hold_associations": "the paguyuban: the first of all",
    "association.people.users.changing:check_not_last_admin": "admins by id, a command's only lock",
    "association.people.users.changing:_both": "two accounts by id, after the paguyuban",
    "association.cover.cash.actions:_latest": "the visits of one member, after the member",
    "association.cover.cash.custody:entrusted": "a collector's contributions by id, nothing else",
    "association.cover.enrolment.actions:_lines_of": "lines of one batch by id, before members",
    "association.ledger.audit.actions:append": "the chain itself: always the last",
    "association.people.handover.proposing:_own_duty": "duties of a paguyuban by id, nothing else",
    "association.people.setup.actions:hold": "the first start: the first lock of its steps",
    "association.people.team.actions:_lasting": "one duty, found by more than its id",
    "association.public.joining.actions:decline_crowd": "requests by id, nothing else",
    "association.retention:_sweep_some": "rows that are over; held ones are passed over",
    "association.office.regrouping.actions:locked": "paguyuban by id: the first of all",
    "association.territory.locking:locked_market": "a market, the only lock",
    "association.roster.transfers.locking:locked_offer": "one offer, by its side; before members",
}


def rounds(root: Path) -> list[str]:
    """Name every lock that is made by hand, and every exception that no longer exists."""
    found: list[str] = []
    used: set[str] = set()
    for module in modules(root).values():
        if module.name in HOMES:
            continue
        for line, what, excuses in _locks(module):
            excused = excuses & {*SINGLE_ROWS, *STATEMENTS}
            used |= excused
            if not excused:
                found.append(f"{module.name}:{line} {what}. {RULE}")
    if root == ROOT:
        found += [f"nobody locks {one} any more" for one in {*SINGLE_ROWS, *STATEMENTS} - used]
    return found


def _locks(module: Module) -> Iterator[tuple[int, str, set[str]]]:
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        here = {f"{module.name}:{function.name}"}
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and node.attr in ("with_for_update", "for_update"):
                yield node.lineno, f"{function.name} locks rows of its own statement", here
            elif isinstance(node, ast.Attribute) and "advisory" in node.attr:
                yield node.lineno, f"{function.name} takes a lock of the database", here
            elif isinstance(node, ast.Constant) and "FOR UPDATE" in str(node.value):
                yield node.lineno, f"{function.name} locks by text", here
            elif isinstance(node, ast.Call) and _is_locking(node):
                model = ast.unparse(node.args[0]) if node.args else ""
                excuses = {model, f"{module.name} {model}"}
                yield node.lineno, f"{function.name} locks {model} by hand", excuses


def _is_locking(node: ast.Call) -> bool:
    return any(one.arg == "with_for_update" for one in node.keywords)


def test_locks_are_taken_in_one_place() -> None:
    assert rounds(ROOT) == []


def test_what_is_undone_takes_its_audit_entries_with_it() -> None:
    """A savepoint or rollback by hand would leave entries of what did not happen."""
    by_hand = {
        f"{module.name} .{node.attr}"
        for module in modules(ROOT).values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("begin_nested", "rollback")
    }
    assert by_hand == {
        "association.ledger.audit.actions .begin_nested",
        "association.database .rollback",
        "association.ledger.audit.anchors .rollback",  # between its readings
        "association.roster.lists.readers .rollback",  # while a child reads, nothing is held
        "association.roster.members.indexing .rollback",  # the same, between two chunks
        "association.schema .rollback",  # of a connection of its own
        "association.once .rollback",  # before anything was noted
        "association.cover.reconciliation.undoing .rollback",  # of a step of savepoint(...)
    }


# What is changed without a lock of its own: where, and what is held instead.
HELD_OTHERWISE = {
    "association.cover.cash.moving:_move_receipt": "both members",
    "association.cover.papers.actions:_noted": "its case",
    "association.meetings.attendance.headcounts:count_heads": "the event",
    "association.meetings.attendance.numbering:number": "the event",
}


def unlocked(module: Module) -> Iterator[str]:
    """Name the functions that change a row which they got without a lock."""
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef):
            steps = [one for one in ast.walk(function) if isinstance(one, ast.Assign)]
            targets = [target for one in steps for target in ast.walk(one.targets[0])]
            got = {ast.unparse(one.targets[0]) for one in steps if _is_got(one.value)}
            changed = {
                ast.unparse(one.value)
                for one in targets
                if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)
            }
            if got & changed:
                yield f"{module.name}:{function.name}"


def _is_got(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("get", "get_one")
        and ast.unparse(node.func.value).endswith("session")
        and not _is_locking(node)
    )


def test_what_is_got_to_be_changed_is_locked() -> None:
    found = {one for module in modules(ROOT).values() for one in unlocked(module)}
    assert found == HELD_OTHERWISE.keys(), RULE


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def f(s):\n    s.get_one(Member, 1, with_for_update=True)", "f locks Member by hand"),
        ("def f(s):\n    s.get(Association, 1, with_for_update=True)", "locks Association by hand"),
        ("def f(s):\n    s.scalars(select(Member).with_for_update())", "its own statement"),
        ("def f(s):\n    s.execute(text('SELECT 1 FOR UPDATE'))", "locks by text"),
        ("def f(s):\n    s.execute(func.pg_advisory_lock(1))", "a lock of the database"),
    ],
)
def test_a_lock_by_hand_is_found(tmp_path: Path, code: str, said: str) -> None:
    good = "def g(s):\n    s.get_one(Upload, 1, with_for_update=True)\n"
    locking = "def locked(s):\n    s.scalars(select(Member).with_for_update())\n"
    plant(tmp_path / "association/roster", {"members/locking.py": locking, "actions.py": good})
    assert rounds(tmp_path) == []
    plant(tmp_path / "association/roster", {"actions.py": f"{good}\n{code}\n"})
    found = "\n".join(rounds(tmp_path))
    assert said in found
    assert "DESIGN 3.10" in found
