"""KPJs that came for a batch (/pendaftaran/<id>/kpj): pasted or as a file, and shown."""

from flask import request
from flask_babel import gettext as _

from association.cover.enrolment import holders, reading, reads
from association.cover.enrolment.asking import numbers_asked
from association.cover.enrolment.numbers import Entry, Match, Person, match
from association.database import db
from association.roster.lists.readers import read_apart
from association.roster.lists.sheets import Limits
from association.roster.members.keys import NIK_PURPOSE
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.vault import vault
from association.web.gate import Pages
from association.web.page import CONTROL, Answer, page, refused
from association.web.words import in_words

pages = Pages("registration_numbers")
NUMBERS = "cover/enrolment/numbers.html"
MOST_TEXT = 100_000  # characters pasted


@pages.get("/pendaftaran/<id:registration_id>/kpj", may=May.EDIT_ROSTER)
def asknumbers_asked(registration_id: int) -> Answer:
    """Ask for the list of KPJs that came back: pasted, or as a file."""
    return page(NUMBERS, **numbers_asked(registration_id, ""))


@pages.post("/pendaftaran/<id:registration_id>/kpj", may=May.EDIT_ROSTER)
def readnumbers_asked(registration_id: int) -> Answer:
    """Show which lines match, which do not and why; nothing is saved yet."""
    text = request.form.get("text", "")[:MOST_TEXT]
    asked = numbers_asked(registration_id, text)
    file = request.files.get("file")
    try:
        if file is not None and file.filename:
            told = read_apart(reading.upload, file.read(), limits=Limits(), filename=file.filename)
        else:
            told = read_apart(reading.paste, CONTROL.sub(" ", text).encode(errors="replace"))
    except RuleError as error:
        return refused(NUMBERS, **(asked | {"problem": in_words(error)}))
    entries = reading.entries(told)
    if not entries:
        problem = _(
            "Belum ada nomor KPJ yang terbaca. Tempel daftarnya, atau pilih berkasnya dulu."
        )
        return refused(NUMBERS, **(asked | {"problem": problem}))
    return page(NUMBERS, **(asked | {"found": _matched(registration_id, entries)}))


def _matched(registration_id: int, entries: list[Entry]) -> list[Match]:
    """Hold a list of KPJs against the batch."""
    session = db.session()
    people = [
        Person(one.member_id, one.name, one.kpj or "", one.state)
        for one in reads.everyone(session, registration_id)
    ]
    indexes = {vault.index(entry.nik, NIK_PURPOSE): entry.nik for entry in entries if entry.nik}
    found = holders.niks(session, registration_id, indexes)
    return match(
        entries,
        people,
        by_nik={indexes[index]: member_id for index, member_id in found.items()},
        holders=holders.holders(session, {entry.kpj for entry in entries if entry.kpj}),
    )
