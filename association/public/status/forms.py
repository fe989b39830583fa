"""The self-check form: card code and birth date, never a NIK."""

import re

import wtforms
from flask_babel import lazy_gettext

from association.rules.house.errors import RuleError
from association.rules.people.cards import card_code_has_typo, normalise_card_code
from association.web.forms import Form, checked, past_date, required


def card_code(text: str) -> str:
    """Read a card's code as it is stored; refuse what looks like a NIK, and a code that cannot be
    one, unseen."""
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 15:
        raise RuleError(
            "NIK tidak dipakai di sini. Tulis kode di kartu anggota, misalnya ABCD-EFGH-JKM."
        )
    code = normalise_card_code(text)
    if card_code_has_typo(code):
        raise RuleError("Ada huruf yang tertukar di kode ini. Periksa lagi tulisan di kartu.")
    return code


class CheckForm(Form):
    """What is on the card, and a date only its owner knows."""

    code = wtforms.StringField(lazy_gettext("Kode kartu"), [required(), checked(card_code)])
    birth_date = wtforms.StringField(
        lazy_gettext("Tanggal lahir"), [required(), checked(past_date)]
    )
