"""Which layer each module stands on: DESIGN section 3, rule 1."""

import ast

from tests.architecture.source import Module

LAYERS = (
    "rules",
    "database",
    "access",
    "models",
    "queries",
    "reads",
    "actions",
    "web",
    "forms",
    "answers",
    "pages",
    "features",
)
PACKAGES = ("rules", "access", "web")  # siblings may import each other, without a cycle
IN_ROOMS = ("models", "reads", "actions", "forms", "pages")
# What stands beside the layers in association/, from low to high.
BESIDE_DATABASE = (
    "config",
    "vault",
    "waiting",
    "trouble",
    "database",
    "embedded",
    "once",
    "paging",
    "schema",
)
ON_TOP = (
    "features",
    "demo",
    "generate",
    "retention",
    "backup",
    "updating",
    "commands",
    "account_commands",
    "demonstration",
    "founding",
    "upkeep",
    "cli",
    "keeper",
    "serve",
)
# Further files of a room, by the layer that they may lean on.
FURTHER = {
    "ledger.audit.anchors": "actions",
    "territory.regions": "rules",  # public texts that ship with Guyub
    "people.accounts.beginning": "reads",
    "territory.closing": "actions",
    "territory.locking": "reads",
    "territory.naming": "reads",
    "territory.staying": "reads",  # the days of a stay, for the actions above it
    "people.accounts.confirmation": "actions",
    "people.accounts.passwords": "rules",
    "people.accounts.codes": "rules",
    "people.accounts.entering": "actions",
    "people.accounts.second_factor": "actions",
    "people.signin.going_on": "answers",
    "people.resets.link_shown": "answers",
    "people.setup.pasted": "rules",
    "people.signin.sections": "web",
    "people.users.changing": "actions",
    "people.users.key_holders": "reads",
    "people.users.person_shown": "answers",
    "people.users.wording": "web",
    "people.accounts.sessions": "actions",
    "people.handover.proposing": "actions",
    "people.handover.wording": "web",
    "people.team.founding": "actions",
    "people.team.wording": "web",
    "public.joining.values": "rules",
    "office.trail.values": "rules",
    "office.trail.wording": "web",
    "people.signin.password": "answers",
    "people.own.sections": "web",
    "roster.lists.becoming": "models",
    "roster.lists.markets": "reads",
    "roster.lists.readers": "reads",
    "roster.imports.namesakes": "models",
    "roster.imports.plans": "reads",
    "roster.imports.checking": "actions",
    "roster.imports.keeping": "actions",
    "roster.imports.mending": "actions",
    "roster.imports.row_shown": "answers",
    "roster.imports.asking": "answers",
    "roster.imports.blank": "forms",  # a file to download, with its words
    "roster.imports.preview": "answers",
    "roster.imports.refused": "web",  # rows to give back, for the workbook and the preview
    "roster.imports.progress": "forms",  # with its words, for the preview and the saving
    "roster.pasting.questions": "reads",
    "roster.pasting.asking": "answers",
    "roster.lists.wording": "web",  # problems in words: codes with values in, a sentence out
    "roster.imports.workbook": "forms",  # a file to download, with its words
    "roster.imports.uploading": "rules",  # what a child does: bytes in, texts out
    "roster.imports.anew": "rules",
    "roster.imports.among": "rules",
    "roster.pasting.answering": "rules",
    "roster.imports.storage": "rules",  # what was understood, to and from text
    "roster.lists.*": "rules",  # reading a list knows neither tables nor requests
    "roster.members.fields": "rules",  # the table of a member's fields, and its columns
    "roster.members.values": "rules",
    "roster.members.state": "reads",
    "roster.members.locking": "reads",
    "roster.members.indexing": "actions",
    "roster.members.wording": "web",  # values in words: gettext, no request
    "roster.history.changes": "reads",
    "roster.history.kinds": "rules",
    "roster.duplicates.choices": "rules",
    "roster.exports.rows": "web",  # says statuses in words
    "roster.exports.files": "rules",  # rows into files, whatever they say
    "roster.exports.downloads": "answers",
    "roster.sealed.paper": "forms",  # a page of paper, with its words
    "roster.members.alike": "reads",
    "roster.members.absences": "reads",  # a row, for the actions above it
    "roster.members.cards": "reads",  # the same
    "roster.members.counting": "reads",
    "roster.members.known": "queries",
    "roster.members.nik": "actions",
    "roster.members.keys": "models",
    "roster.members.roster": "reads",
    "roster.members.search": "queries",
    "roster.members.statuses": "queries",
    "roster.members.terms": "queries",
    "people.participants.wording": "web",
    "people.participants.statuses": "queries",
    "meetings.effect.days": "queries",
    "meetings.effect.held": "reads",
    "meetings.effect.figures": "reads",
    "meetings.effect.following": "reads",
    "meetings.effect.achieved": "forms",
    "meetings.effect.messages": "web",
    "meetings.effect.paper": "answers",
    "meetings.effect.shown": "answers",
    "meetings.effect.wording": "web",  # a message and sentences: values in, a text out
    "cover.contributions.numbers": "reads",
    "cover.contributions.payers": "reads",
    "cover.cash.outcomes": "rules",
    "cover.cash.custody": "reads",
    "cover.cash.receipts": "reads",
    "cover.cash.depositing": "actions",
    "cover.cash.in_time": "reads",
    "cover.cash.moving": "actions",
    "cover.reminders.kinds": "rules",
    "cover.reminders.sending": "actions",
    "cover.reminders.told": "queries",
    "cover.reminders.turns": "reads",
    "cover.reminders.wording": "web",  # the messages: values in, a text out
    "cover.reconciliation.official": "rules",
    "cover.reconciliation.headings": "rules",
    "cover.reconciliation.standings": "rules",
    "cover.reconciliation.tables": "rules",
    "cover.reconciliation.columns": "rules",
    "cover.reconciliation.values": "rules",  # cells of a list, read
    "cover.reconciliation.undoing": "actions",
    "cover.reconciliation.reading": "rules",  # what a child does: bytes in, texts out
    "cover.reconciliation.uploading": "rules",
    "cover.reconciliation.storage": "rules",  # rows of a list, to and from text
    "cover.reconciliation.piles": "answers",
    "cover.reconciliation.keeping": "actions",
    "cover.reconciliation.wording": "web",
    "office.oversight.table": "web",
    "office.regrouping.choosing": "queries",
    "office.regrouping.handing": "actions",
    "office.regrouping.following": "actions",
    "office.joins.carrying": "actions",
    "office.joins.shown": "answers",
    "office.associations.leaving": "reads",
    "office.associations.sections": "web",
    "office.associations.wording": "web",
    "office.markets.leaving": "reads",
    "office.intake.entries": "rules",
    "office.intake.headings": "rules",  # reading a list knows neither tables nor requests
    "office.intake.looks": "rules",
    "office.intake.names": "rules",
    "office.intake.pasting": "rules",
    "office.intake.reading": "rules",
    "office.intake.rows": "rules",
    "office.intake.storage": "rules",
    "office.intake.tables": "rules",
    "office.intake.uploading": "rules",  # what a child does: bytes in, texts out
    "office.intake.plans": "rules",
    "office.intake.known": "rules",
    "office.intake.keeping": "actions",
    "office.intake.undoing": "actions",
    "office.intake.wording": "web",
    "office.intake.shown": "answers",
    "cover.enrolment.numbers": "rules",
    "cover.enrolment.reading": "rules",  # what a child does: bytes in, lines out
    "cover.enrolment.batches": "queries",
    "cover.enrolment.candidates": "reads",
    "cover.enrolment.letter": "forms",  # a page of paper, with its words
    "cover.enrolment.sheet": "forms",
    "cover.enrolment.rejections": "reads",
    "cover.enrolment.holders": "reads",
    "cover.enrolment.sending": "actions",
    "cover.enrolment.standing": "forms",
    "cover.enrolment.batch": "answers",
    "cover.enrolment.asking": "answers",
    "cover.enrolment.choices": "answers",
    "cover.enrolment.member": "answers",
    "meetings.events.changing": "answers",  # to changes, for leaders and officers alike
    "meetings.events.facts": "answers",
    "meetings.events.sections": "answers",
    "meetings.events.values": "queries",
    "meetings.events.wording": "web",
    "meetings.attendance.marks": "queries",
    "meetings.attendance.arrivals": "reads",
    "meetings.attendance.attendees": "reads",
    "meetings.attendance.numbers": "reads",
    "meetings.attendance.putting": "reads",  # a mark, for the actions above it
    "meetings.attendance.sheets": "reads",
    "meetings.attendance.walk_ins": "reads",
    "meetings.attendance.batch_marks": "actions",
    "meetings.attendance.headcounts": "actions",
    "meetings.attendance.numbering": "actions",
    "meetings.attendance.undoing": "actions",
    "meetings.attendance.walking_in": "actions",
    "meetings.attendance.walk_in_line": "web",  # problems in words
    "meetings.attendance.marking": "web",
    "meetings.attendance.listing": "answers",
    "public.status.directory": "reads",
    "public.status.remembering": "models",
    "public.status.sections": "web",
    "public.status.shown": "answers",
    "meetings.rsvp.invitation": "answers",
    "meetings.rsvp.calendars": "forms",  # a file to download, with its words
    "meetings.rsvp.counting": "queries",
    "meetings.rsvp.feeds": "reads",
    "meetings.rsvp.notices": "reads",
    "meetings.rsvp.renewing": "actions",
    "meetings.rsvp.saying": "actions",
    "meetings.rsvp.values": "rules",
    "meetings.rsvp.wording": "web",  # texts and the QR; no request
    "roster.bulk.ability": "reads",
    "roster.bulk.batch_shown": "forms",
    "roster.bulk.batches": "reads",
    "roster.bulk.leaving": "actions",
    "roster.bulk.opening": "actions",
    "roster.bulk.printing": "reads",
    "roster.bulk.selections": "reads",
    "roster.bulk.ways": "queries",
    "roster.transfers.carrying": "actions",
    "roster.transfers.locking": "reads",
    "roster.transfers.offering": "actions",
    "roster.transfers.shown": "forms",
    "roster.messengers.shown": "answers",
    "roster.duplicates.pairs": "reads",
    "roster.duplicates.telling": "actions",
    "roster.bulk.story": "reads",
    "roster.bulk.chunks": "actions",
    "roster.bulk.versions": "actions",
    "roster.bulk.sentences": "web",
    "roster.bulk.wording": "web",
    "roster.members.asof": "forms",
    "roster.members.sections": "web",
    "roster.members.context": "forms",  # what several pages show
}
Rank = tuple[int, int]


def rooms(known: dict[str, Module]) -> tuple[str, ...]:
    """Read FEATURES as it is written in association/features.py."""
    for node in known["association.features"].tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FEATURES":
            return tuple(ast.literal_eval(node.value))
    raise AssertionError(
        "rule 3.1: association/features.py has no plain FEATURES = (...): write one tuple of words"
    )


def room_of(name: str, order: tuple[str, ...]) -> str:
    """Give the room that a module of the package stands in; empty for one that is in none."""
    return next((room for room in order if f"{name}.".startswith(f"association.{room}.")), "")


def rank(name: str, order: tuple[str, ...]) -> Rank | None:
    """Give (layer, place within it), or None for a module that the design does not know."""
    first, *rest = name.split(".")[1:] or [""]
    if not first:  # create_app: below serve, above everything else
        return LAYERS.index("features"), len(ON_TOP) - 1
    if first in PACKAGES:
        return LAYERS.index(first), -1
    room = room_of(name, order)
    if room:
        layer = layer_in_room(room, name.removeprefix(f"association.{room}").lstrip("."))
        return (LAYERS.index(layer), order.index(room)) if layer else None
    if not rest and any(room.startswith(f"{first}.") for room in order):
        return 0, -1  # a district's own file holds words only
    if first in BESIDE_DATABASE:
        return LAYERS.index("database"), BESIDE_DATABASE.index(first)
    if first in ON_TOP:
        place = ON_TOP.index(first)
        return LAYERS.index("features"), len(ON_TOP) if first == "serve" else place
    return None


def layer_in_room(room: str, file: str) -> str | None:
    """Give the layer of a room's file; its __init__.py holds words only and leans on nothing."""
    if not file:
        return "rules"
    if file in IN_ROOMS:
        return file
    if file == "hooks":  # what a room hands to rooms below
        return "pages"
    if file.endswith(("_pages", "_forms")):  # further screens of a room with many
        return file.rpartition("_")[2]
    return FURTHER.get(f"{room}.{file}") or FURTHER.get(f"{room}.*")


def siblings(one: str, other: str) -> bool:
    """Tell whether two modules stand in one folder whose files may lean on each other."""
    first, second = one.split(".")[1:2], other.split(".")[1:2]
    return first == second and first != [] and (first[0] in PACKAGES or first[0] in ON_TOP)
