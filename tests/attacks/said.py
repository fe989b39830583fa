"""What a page says that its buttons do: carried by their forms, and held against what is so."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import Tag

from association.rules.people.dates import MONTHS
from tests.attacks.paper_stops import CASE, OF_PAPER
from tests.attacks.steps import Step
from tests.attacks.stops import EVENT, IMPORT, MEMBER
from tests.attacks.walk import Store, Walk, changed
from tests.infra.client import Seen, fields

STATED = re.compile(rf"\d|\b(?:{'|'.join(MONTHS)})\b")
BUTTONS = "button, legend, label:has(input[type=radio]), label:has(input[type=checkbox])"
# Forms beside whose buttons a number or a month stands that the press does not depend on.
SAYS_NOTHING = {
    f"{EVENT}/akan-datang/<id:rsvp_id>/hapus": "the count is of who came",
    f"{EVENT}/hadir": "the number is a stall's; the mark itself travels",
    f"{EVENT}/hadir/baru": "the number is a stall's; who it is travels",
    f"{EVENT}/pintu": "a rule of ours",
    f"{IMPORT}/baris/<id:row_number>": "the row's place in its list, which the address names",
    f"{IMPORT}/periksa": "how far the checking came: the press only goes on",
    f"{IMPORT}/tanggal": "dates of the list as it is written; the answer travels",
    f"{MEMBER}/pendaftaran/terdaftar": "a rule of ours",
    f"{MEMBER}/perantara/akhiri": "the neighbour's phone; who it is travels",
    f"{MEMBER}/perantara/pilih": "the number is a stall's; who it is travels",
    "/akun/hp/keluarkan": "when it was used; which sign-in travels",
    "/anggota/kembar/<id:first_id>/<id:second_id>": "both rows travel with their versions",
    "/anggota/pilih/<id:selection_id>": "a rule of ours; what is done is asked again",
    "/iuran/setor": "each receipt travels, and its amount and months never change",
    **dict.fromkeys(
        (f"{OF_PAPER}/ada", f"{OF_PAPER}/belum"), "the number is a form's; which paper travels"
    ),
    **dict.fromkeys(
        (f"{CASE}/foto/<id:photo_id>", f"{CASE}/foto/<id:photo_id>/hapus"),
        "when it was taken, and when it goes; which photo travels",
    ),
    "/pengingat/<cause>": "the turn travels with its month",
    "/pengingat/<cause>/mulai": "how many wait; the press only shows the first",
    "/pengurus/<id:duty_id>/batal": "a rule of ours",
    "/pengurus/<id:duty_id>/blok": "how many trade in a block; which blocks are ticked travels",
    "/pengurus/<id:duty_id>/tautan": "a rule of ours",
    "/pengurus/serah-terima/<id:handover_id>/tanda-tangan": "the paper is frozen and signed",
    "/pengurus/undang": "how many trade in a block; which blocks are ticked travels",
    "/rekonsiliasi/<id:list_id>": "counts of the piles; each row and all of them carry their own",
}
# What amounts and counts are of: where somebody chose otherwise, the page said none.
OF_WHAT = {"untuk", "saringan"}


def silent(walk: Walk, stop: Step, seen: Seen) -> Iterator[tuple[str, str, str]]:
    """Give the forms of a page that state something and do not carry it."""
    for form in seen.soup.find_all("form", method="post"):
        card, rule = form.find_parent("section", class_="card"), walk.rule(str(form["action"]))
        near = [*form.select(BUTTONS), *form.find_all(["p", "b", "h2"])]
        near += card.find_all(["p", "b", "h2", "summary"]) if card else []
        words = (" ".join(one.get_text(" ").split()) for one in near)
        stated = next((text for text in words if STATED.search(text)), None)
        if stated and "said" not in fields(form) and rule not in SAYS_NOTHING:
            yield rule, stop.page, stated


def untrue(walk: Walk, store: Store, stop: Step, form: Tag) -> Iterator[tuple[object, ...]]:
    """Press a button whose page says other than is so, one fact at a time: 409, nothing is done,
    and what is so comes with the answer, to be sent on. Gives what differs."""
    body, kept, before = walk.body(stop, form), store.copy(), store.rows()
    texts = body.get("said", [])
    said = " ".join([texts] if isinstance(texts, str) else texts)
    for fact in said.split() if said else ():
        name, _is, _value = fact.partition("=")
        if name in OF_WHAT or not compared(stop, body, name):
            continue
        lie = {"said": said.replace(fact, f"{name}={other(fact)}")}
        seen = walk.post(stop, form, body | lie)
        did = changed(before, store.rows())
        if seen.status != 409 or did:
            yield stop.rule, lie, seen.status, did, seen.wrong
            with walk.app.app_context():
                store.put_back(kept)
        elif fact not in str(seen.soup):
            yield stop.rule, lie, "does not say what is so", seen.text[:200]


def compared(stop: Step, body: dict[str, Any], name: str) -> bool:
    """Tell whether a press depends on a fact: of amounts for several months only on its own."""
    if name.isdecimal():
        return name == body.get("months", "1")
    if stop.rule in ("/anggota/pilih", "/anggota/pilih/lanjut"):
        return "all" in body
    if name.startswith("pasar"):
        return name == f"pasar{body.get('market')}"
    if stop.rule == "/rekonsiliasi/<id:list_id>" and name.startswith("r"):
        return name == str(body.get("do", "")).split(" ")[1]
    return True


def other(fact: str) -> str:
    """Give another value for a fact, of the same kind."""
    value = fact.partition("=")[2]
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value):
        return f"{int(value[:4]) - 1}{value[4:]}"
    return str(int(value) + 1) if value.isdecimal() else f"{value}x"
