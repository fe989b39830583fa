"""Forms: WTForms with Indonesian messages, an idempotency key on each, and fields for the ways
people type."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, TypeVar

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from association.once import Once, digest_of
from association.rules.house.errors import RuleError
from association.rules.people.dates import parse_date
from association.rules.people.nik import holds_nik
from association.web.drafts import index_here
from association.web.gate import actor, new_key, settings
from association.web.kept import PASSWORDS
from association.web.page import CONTROL
from association.web.words import in_words

# Of a password no fast digest is to be kept; what the page said is held against what is so.
NOT_BODY = {"csrf_token", "key", "said", *PASSWORDS}
# The NIK itself, which is sealed; numbers of a bank, of which one in many looks like a NIK.
MAY_LOOK_LIKE_ONE = {"nik", "receipt", "reference"}
Value = TypeVar("Value")

MESSAGES = {
    "This field is required.": lazy_gettext("Bagian ini harus diisi."),
    "Not a valid choice.": lazy_gettext("Pilih salah satu dari daftar."),
    "Not a valid choice": lazy_gettext("Pilih salah satu dari daftar."),
    "'%(value)s' is not a valid choice for this field.": lazy_gettext(
        "Pilihan itu tidak ada di daftar. Centang lagi."
    ),
    "'%(value)s' are not valid choices for this field.": lazy_gettext(
        "Pilihan itu tidak ada di daftar. Centang lagi."
    ),
    "Not a valid integer value.": lazy_gettext("Tulis dengan angka."),
    "Invalid Choice: could not coerce.": lazy_gettext("Pilih salah satu dari daftar."),
    "Field cannot be longer than %(max)d characters.": lazy_gettext("Paling banyak %(max)d huruf."),
    "Field cannot be longer than %(max)d character.": lazy_gettext("Paling banyak %(max)d huruf."),
}


class _Messages:
    """WTForms ships no Indonesian: its English sentences are looked up in MESSAGES."""

    def gettext(self, string: str) -> str:
        return (
            str(MESSAGES.get(string, string))
            if "%(" not in string
            else str(MESSAGES.get(string, string)).replace("%%", "%")
        )

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class Form(wtforms.Form):
    """The base of every form: carries the key that makes it save once. What is typed into a long
    one `has_draft` until then."""

    has_draft = False

    class Meta(wtforms.Form.Meta):
        """Use our own messages."""

        def get_translations(self, form: wtforms.Form) -> _Messages:
            """Give the Indonesian messages."""
            return _Messages()

    key = wtforms.HiddenField(default=new_key)
    not_body: ClassVar[frozenset[str]] = frozenset()  # what may differ when it comes once more

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field; a text that is kept as it is written holds no NIK."""
        good = bool(super().validate(extra_validators))
        for field in self:
            if _is_plain(field) and holds_nik(field.data or ""):
                self.refuse(
                    field.short_name,
                    _(
                        "NIK tidak ditulis di sini: hanya kolom NIK yang dikunci. Hapus dari isian "
                        "ini."
                    ),
                )
                good = False
        return good

    @classmethod
    def received(cls, **kwargs: Any) -> Any:
        """Make the form from what was posted."""
        cleaned = [
            (name, CONTROL.sub("", value))
            for name, values in request.form.lists()
            for value in values
        ]
        return cls(MultiDict(cleaned), **kwargs)

    def once(self) -> Once | None:
        """Give the key under which this form may change something, once; None when it carries no
        proper key."""
        key = (self.key.data or "").strip()
        if not 16 <= len(key) <= 64:
            return None
        body = sorted(
            (name, value)
            for name, values in request.form.lists()
            if name not in NOT_BODY | self.not_body
            for value in values
        )
        owner = f"account:{actor().account_id}"
        digest = digest_of((request.path, body), owner=owner, key=key)
        draft = index_here(request.path) if self.has_draft else b""
        return Once(owner, key, digest, settings().now(), draft)

    def refuse(self, name: str, message: str) -> None:
        """Put a sentence beside a field."""
        field = self[name]
        field.errors = [*field.errors, message]


def _is_plain(field: wtforms.Field) -> bool:
    hidden = isinstance(field, wtforms.HiddenField | wtforms.PasswordField)
    return (
        isinstance(field, wtforms.StringField)
        and not hidden
        and field.short_name not in MAY_LOOK_LIKE_ONE
    )


def checked(rule: Callable[[str], Value]) -> Callable[[Any, Any], None]:
    """Make a validator of a rule that raises RuleError; the parsed value is kept as
    `field.value`."""

    def validate(_form: Any, field: Any) -> None:
        field.value = None
        if not (field.data or "").strip():
            return
        try:
            field.value = rule(field.data)
        except RuleError as error:
            raise ValidationError(in_words(error)) from None

    return validate


def past_date(text: str) -> date:
    """Read a date typed in any usual way that is not in the future."""
    return parse_date(text, today=settings().today(), past=True)


def required() -> wtforms.validators.DataRequired:
    """Say in a full sentence that a field cannot be empty."""
    return wtforms.validators.DataRequired(lazy_gettext("Bagian ini harus diisi."))
