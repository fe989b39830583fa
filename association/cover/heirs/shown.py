"""What the pages of a member's heirs show."""

from typing import Any

from flask import url_for

from association.cover.heirs import forms
from association.cover.heirs.wording import ADDRESSES, FIRST, relation_words, who_is_first
from association.roster.members.models import Member
from association.rules.law.heirs import first_in_line, in_order
from association.rules.people.heirs import Heir, Relation, kept_heirs

ALL, ONE = "cover/heirs/heirs.html", "cover/heirs/heir.html"
SPOUSES = {"L": Relation.HUSBAND, "P": Relation.WIFE}  # whom a man, a woman does not have


def all_of(member: Member) -> dict[str, Any]:
    """Gather a member's heirs in the order of the law, each with its place in the text."""
    heirs = kept_heirs(member.heirs)
    never = {SPOUSES.get(member.sex), Relation.UNSAID}
    offered = [one for one in ADDRESSES if one not in never]
    return {
        "member": member,
        "heirs": [(heirs.index(one) + 1, one) for one in in_order(heirs)],
        "first": first_in_line(heirs),
        "sentence": who_is_first(heirs),
        "words": relation_words(),
        "offered": [(ADDRESSES[one], relation_words()[one]) for one in offered],
        "problem": "",
        "near": FIRST - 1 if member.sex else FIRST,
    }


def adding(member: Member, relation: Relation, form: forms.HeirForm) -> dict[str, Any]:
    """Gather the form of one more heir."""
    action = url_for("heirs.add", member_id=member.id, word=ADDRESSES[relation])
    heir = Heir(relation=relation, name="")
    return _form(member, heir, form) | {"action": action, "place": None}


def changing(member: Member, place: int, heir: Heir, form: forms.HeirForm) -> dict[str, Any]:
    """Gather the form of an heir who is noted."""
    action = url_for("heir.change", member_id=member.id, place=place)
    return _form(member, heir, form) | {"action": action, "place": place}


def _form(member: Member, heir: Heir, form: forms.HeirForm) -> dict[str, Any]:
    title, asked = relation_words()[heir.relation], forms.asked_of(heir)
    return {"member": member, "form": form, "title": title, "asked": asked, "problem": ""}
