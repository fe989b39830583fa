"""How long each table keeps its rows, and why: the whole policy, carried out by
association/retention.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class End:
    """Rows go `after` the moment in the column `since`; one without that moment stays.

    `of` names the table whose column it is, where that is the row they belong to. `at_once`: from
    that moment on nobody is shown the row, whether it is swept away yet or not. `empties`: only
    what stands in these columns goes, and the row stays to be counted.
    """

    after: timedelta
    since: str
    why: str
    of: str = ""
    at_once: bool = False
    empties: tuple[str, ...] = ()

    def is_over(self, since: datetime, *, now: datetime) -> bool:
        """Tell whether a row of that moment is past its end."""
        return since < now - self.after


@dataclass(frozen=True, slots=True)
class GoesWith:
    """Rows go with the row of another table that they are a part of, and never without it."""

    table: str
    why: str


@dataclass(frozen=True, slots=True)
class Stays:
    """Rows have no end, for a reason."""

    why: str


def days(number: int) -> timedelta:
    """Give so many days."""
    return timedelta(days=number)


# By table; tests/architecture/test_ends.py wants each one here.
ENDS: dict[str, End | GoesWith | Stays] = {
    # what happened, and how often somebody tried
    "audit_entry": Stays("the log of all changes: an entry less would break its chain"),
    "throttle_bucket": End(days(1), "free_at", "after a day without a try nobody waits"),
    "saved_answer": End(days(7), "saved_at", "no phone sends a form again later than that"),
    "draft": End(days(1), "saved_at", "who comes back to a form does so within a day"),
    # the ground
    "city": Stays("markets, paguyuban and officers name it"),
    "market": Stays("stalls and events name it, also when it is closed"),
    "association": Stays("its roster is its record, also when it is closed"),
    "association_market": Stays("is changed with the paguyuban"),
    "former_stay": Stays("past months show which paguyuban worked in which market"),
    "closure": Stays("past months show what was closed then"),
    "founding_papers": Stays("is changed with the paguyuban, also when it is closed"),
    # who signs in
    "account": Stays("histories and receipts name who acted"),
    "duty": Stays("tells who could act for a paguyuban, and when"),
    "duty_place": Stays("is changed with its duty"),
    "sign_in": End(days(30), "seen_at", "no sign-in outlives 30 idle days"),
    "kept_query": End(days(1), "asked_at", "Back leads to it on its day only"),
    "recovery_code": Stays("works until it is used, or the account gets new ones"),
    "device": End(days(365), "seen_at", "its cookie lasts a year"),
    "invitation": End(days(0), "expires_at", "its link is worth nothing any more"),
    "first_start": Stays("goes when the first city is set up"),
    "handover": End(days(90), "withdrawn_at", "nobody can sign it; signed and open ones stay"),
    "participant": Stays("whom BPJS Ketenagakerjaan knows is needed for a claim, decades later"),
    # the paguyuban's own list
    "member": Stays("the roster is the paguyuban's record, with those who left"),
    "absence": Stays("an earlier month shows who was off the roster then"),
    "stall": Stays("is changed with its member"),
    "card": Stays("is checked as long as somebody holds the paper"),
    "change": Stays("the history of a member, which a pengurus can look up and go back in"),
    "batch": Stays("tells in that history what was changed together, and by what"),
    "batch_work": Stays("tells what a batch did, and is what an unfinished one goes on from"),
    "batch_left_out": Stays("tells on the batch's page whom it left as they were"),
    "two_people": Stays("else the same pair would be asked about again"),
    "saved_filter": Stays("is asked again and again, until somebody removes it"),
    "selection": End(days(1), "created_at", "nobody confirms it later", at_once=True),
    "upload": End(
        days(1), "created_at", "a list with NIKs is saved on its day, or read again", at_once=True
    ),
    "upload_part": GoesWith("upload", "the rows of that list"),
    "transfer": End(
        days(90),
        "at",
        "answered or not, it offers nobody any more; histories tell who moved",
        at_once=True,
    ),
    "transfer_row": GoesWith("transfer", "whom it offers"),
    "nik_check": End(
        days(180), "asked_at", "answered or not, an officer who still needs it has asked again"
    ),
    "sealed_roster": Stays("is checked as long as somebody holds the paper"),
    # what needs no sign-in
    "join_request": End(days(180), "at", "answered or not, whoever asked has asked again by then"),
    # joining, and staying covered
    "contribution": Stays("proves which months were paid"),
    "deposit": Stays("proves where the money is"),
    "receipt": Stays("is checked as long as somebody holds it"),
    "visit": End(days(92), "at", "the round asks about its month; money has its receipt"),
    "registration_batch": Stays("tells what was sent to BPJS Ketenagakerjaan, and when"),
    "registration_line": Stays("tells who was sent with it, and who was refused"),
    "reminder": End(days(92), "opened_at", "keeps anybody from a second one in its month"),
    "no_reminders": Stays("what a member wished is kept until they wish otherwise"),
    "official_list": End(
        days(30), "created_at", "a list with NIKs is worked through by the next one", at_once=True
    ),
    # a death, an accident
    "claim": Stays("tells what a family was helped to, for the next one who asks"),
    "claim_step": Stays("is the way that a case went"),
    "claim_paper": Stays("is changed with its case"),
    "claim_photo": End(
        days(0),
        "ends_at",
        "BPJS Ketenagakerjaan has the papers; a photo helps nobody any more",
        at_once=True,
    ),
    "family_link": End(days(0), "expires_at", "its link is worth nothing any more"),
    # awareness events
    "awareness_event": Stays("what was done and achieved is reported over the years"),
    "event_market": Stays("is changed with the event"),
    "event_association": Stays("tells whose event it was"),
    "event_venue": Stays("a code on paper, which lets nobody in after its day"),
    "event_headcount": Stays("is counted in reports"),
    "attendance": Stays("is counted in reports"),
    "attendance_sheet": Stays("a number on paper must never mean another member"),
    "attendance_taken_back": End(days(30), "made_at", "no older mark waits on a phone any more"),
    "attendance_batch_mark": End(
        days(31), "at", "what it changed cannot be undone any more", of="batch"
    ),
    "walk_in": Stays("is counted in reports"),
    "rsvp": End(
        days(90),
        "starts_at",
        "the event is over: how many said they come is reported, nobody calls them any more",
        of="awareness_event",
        empties=("name", "phone_sealed"),
    ),
    # the trade office
    "regrouping": Stays("tells which paguyuban were joined or divided, and can be put back"),
    "regrouped": Stays("tells which row of a member follows which, to put them back"),
    "calendar_feed": Stays("one of each paguyuban; calendars fetch it until it is renewed"),
    # the trade office's screens
    "intake": End(
        days(0),
        "ends_at",
        "a list waits for a day; what it made can be taken back for 30",
        at_once=True,
    ),
}


def end_of(table: str) -> End:
    """Give the end of a table that has one."""
    found = ENDS[table]
    if not isinstance(found, End):
        raise LookupError(f"{table} has no end of its own")
    return found
