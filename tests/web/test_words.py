"""A refusal reaches the screen in the reader's language."""

import pytest
from flask_babel import Domain

from association.rules.house.errors import RuleError
from association.web import words


def test_a_refusal_carries_its_template_and_its_sentence() -> None:
    error = RuleError("Nama %(name)s terlalu panjang.", name="Siti")
    assert (error.template, error.values) == ("Nama %(name)s terlalu panjang.", {"name": "Siti"})
    assert str(error) == error.message == "Nama Siti terlalu panjang."
    assert RuleError("Naik 50 %.").message == "Naik 50 %."


def test_the_template_is_translated_before_its_values_are_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Javanese:
        def ugettext(self, text: str) -> str:
            return {"Nama %(name)s salah.": "Jeneng %(name)s kleru."}.get(text, text)

    monkeypatch.setattr(words, "gettext", Domain().gettext)
    assert (
        words.in_words(RuleError("Nama %(name)s salah.", name="Siti 5 %")) == "Nama Siti 5 % salah."
    )
    monkeypatch.setattr(Domain, "get_translations", lambda self: Javanese())
    assert (
        words.in_words(RuleError("Nama %(name)s salah.", name="Siti 5 %"))
        == "Jeneng Siti 5 % kleru."
    )
    assert words.in_words(RuleError("Naik 50 %.")) == "Naik 50 %."
