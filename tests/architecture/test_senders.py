"""One module makes the links that write to people or call them, and asks first whether they live
(decision 48)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from association.rules.law.enrolment import has_died
from association.rules.people.recipients import (
    NOBODY,
    beside_roster,
    call_link,
    chat_link,
    on_roster,
    share_link,
)
from tests.architecture.source import ROOT, SAID, calls, modules
from tests.architecture.test_imports import plant

PLACE = "association/rules/people/recipients.py"
LINK = re.compile(r"wa\.me|whatsapp://|api\.whatsapp|\b(?:tel|sms|smsto|mailto):(?=[\d+{\"'?]|$)")
FOLDERS = ("association/**/*.py", "templates/**/*.html", "static/**/*.js")
# Who is written to as no member of a roster, and so never asked whether they live.
BESIDE = {
    "association.territory.models": "a paguyuban's contact",
    "association.people.setup.pages": "the first officer",
    "association.people.team.reads": "who is invited as pengurus",
    "association.people.users.turn_pages": "who is invited to an account",
    "association.people.own.number_pages": "an account's new number",
    "association.people.resets.link_shown": "an account's holder",
    "association.meetings.rsvp.reads": "a guest, when no roster knows them",
    "association.rules.people.heirs": "the family",
    "association.public.family.contact": "the family",
}


def links(root: Path) -> Iterator[str]:
    """Name the places that write a link to a phone by hand."""
    for path in sorted(one for pattern in FOLDERS for one in root.glob(pattern)):
        where = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if where != PLACE and LINK.search(line):
                yield (
                    f"rule 1.1: {where}:{number} writes a link to a phone: take chat_link or "
                    f"call_link of rules/people/recipients.py, in templates ui.chat"
                )


def made(root: Path) -> Iterator[str]:
    """Name what makes a Recipient past the question whether they live."""
    for name, module in modules(root).items():
        for call, line in calls(module):
            called = call.rpartition(".")[2]
            if f"{name.replace('.', '/')}.py" == PLACE:
                continue
            if called == "Recipient" or (called == "beside_roster" and name not in BESIDE):
                yield (
                    f"rule 1.1: {name}:{line} makes a Recipient: of a member take `to`, of others "
                    f"say who they are in BESIDE of test_senders.py"
                )


def test_one_place_makes_links_to_phones() -> None:
    assert list(links(ROOT)) == []
    assert LINK.search((ROOT / PLACE).read_text())  # what is looked for is there


def test_a_members_number_is_asked_for_with_their_death() -> None:
    assert list(made(ROOT)) == []
    users = {name for name, one in modules(ROOT).items() for call, _ in calls(one)
             if call.rpartition(".")[2] == "beside_roster"}  # fmt: skip
    assert BESIDE.keys() - users <= {"association.public.family.contact"}


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://wa.me/{{ phone }}">',
        '<a href="tel:{{ phone }}">',
        '<a href="sms:+62812">',
        '<a href="whatsapp://send">',
    ],
)
def test_a_link_by_hand_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, {"templates/page.html": text})
    assert SAID.fullmatch(next(links(tmp_path)))


def test_a_recipient_by_hand_is_found(tmp_path: Path) -> None:
    plant(tmp_path, {"association/room/pages.py": "to = Recipient(member.phone)\n"})
    assert SAID.fullmatch(next(made(tmp_path)))


@pytest.mark.parametrize(
    ("left_reason", "ended_reason", "dead"),
    [
        ("", "", False),
        ("moved", "employed", False),
        ("stopped", "stopped", False),
        ("died", "", True),
        ("", "died", True),
        ("moved", "died", True),
        ("merged", "died", True),
    ],
)
def test_nothing_leads_to_who_died(left_reason: str, ended_reason: str, dead: bool) -> None:
    assert has_died(left_reason, ended_reason) is dead
    to = on_roster("+6281226004171", left_reason=left_reason, ended_reason=ended_reason)
    chat, call = "https://wa.me/6281226004171?text=Pak%20A", "tel:+6281226004171"
    assert (chat_link(to, "Pak A"), call_link(to)) == (("", "") if dead else (chat, call))
    assert bool(to) is not dead


def test_without_a_number_there_is_no_link() -> None:
    assert {chat_link(one, "x") for one in (NOBODY, beside_roster(None), beside_roster(""))} == {""}
    assert share_link("a b/c") == "https://wa.me/?text=a%20b/c"
