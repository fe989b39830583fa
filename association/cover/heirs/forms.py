"""What is asked of one heir: of a child the least, of others a phone."""

from dataclasses import replace
from typing import Any

import wtforms
from flask import request
from flask_babel import lazy_gettext

from association.cover.heirs.wording import relation_words
from association.rules.people.heirs import Heir, Relation, birth_year_of, heir_name
from association.rules.people.phone import format_phone, parse_phone
from association.web.forms import Form, checked, required
from association.web.gate import settings

CHILD = ("birth_year", "guardian")
OTHERS = ("phone",)


def _year(text: str) -> int | None:
    return birth_year_of(text, today=settings().today())


def _relations() -> list[tuple[str, str]]:
    """Offer the relations; one that nobody wrote yet is only shown."""
    return [(relation.value, words) for relation, words in relation_words().items()]


class HeirForm(Form):
    """One heir; `version` is the member's when the page was opened."""

    has_draft = True
    version = wtforms.HiddenField()
    relation = wtforms.SelectField(lazy_gettext("Hubungan dengan anggota"), choices=_relations)
    name = wtforms.StringField(lazy_gettext("Nama"), [required(), checked(heir_name)])
    phone = wtforms.StringField(lazy_gettext("Nomor HP"), [checked(parse_phone)])
    birth_year = wtforms.StringField(lazy_gettext("Tahun lahir"), [checked(_year)])
    guardian = wtforms.StringField(lazy_gettext("Wali (bila belum 18 tahun)"), [checked(heir_name)])

    def heir(self, was: Heir) -> Heir:
        """Give what was typed; what this form did not ask stays as it was. Call only after
        validate()."""
        asked = [name for name in (*CHILD, *OTHERS) if name in request.form]
        told: dict[str, Any] = {
            name: self[name].value or ("" if name == "guardian" else None) for name in asked
        }
        return replace(was, relation=Relation(self.relation.data), name=self.name.value, **told)


def asked_of(heir: Heir) -> tuple[str, ...]:
    """Name what is asked of an heir beside the name, and what is known of them all the same."""
    usual = CHILD if heir.relation is Relation.CHILD else OTHERS
    return tuple(name for name in (*OTHERS, *CHILD) if name in usual or getattr(heir, name))


def filled(heir: Heir, version: int) -> HeirForm:
    """Make the form of an heir."""
    return HeirForm(
        version=str(version),
        relation=heir.relation.value,
        name=heir.name,
        phone=format_phone(heir.phone) if heir.phone else "",
        birth_year=str(heir.birth_year or ""),
        guardian=heir.guardian,
    )
