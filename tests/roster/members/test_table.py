"""The table of a member's fields holds every column that somebody fills in, and fits them."""

import pytest
import sqlalchemy as sa

from association.roster.duplicates.choices import MERGEABLE
from association.roster.lists.columns import APART, FURTHER, Column
from association.roster.lists.recognising import column_of
from association.roster.members.fields import Field, FieldKind
from association.roster.members.forms import MemberForm
from association.roster.members.models import Member
from association.roster.members.state import MEMBERSHIP
from association.roster.members.values import FIELDS, HEADINGS, PERSONAL

COLUMNS = Member.__table__.c
# Columns of the member's row that are no field of the form, by the reason.
OTHERS = {
    "of the row itself": {"id", "version", "created_at", "updated_at", "arrived_on"},
    "whose row it is": {"association_id", "city_id", "participant_id", "link_pending"},
    "made from name and stalls, to search by": {"sort_name", "search_text", "sound", "name_sound"},
    "blind indexes": {"nik_index", "nik_tail", "phone_index", "phone_tail"},
    "parts of the consent": {"consent_on", "consent_by", "consent_text", "consent_how"},
    "where the member stands: merging says it": {
        "left_on",
        "left_reason",
        "merged_into_id",
        "messenger_id",
    },
}
SINGLE = [field for field in FIELDS.values() if not field.in_parts]


def test_every_column_is_a_field_or_is_named_as_another() -> None:
    """A column that stands in neither would be lost by merging, history, export and import."""
    fields = {field.column for field in SINGLE}
    others = set().union(*OTHERS.values())
    assert set(COLUMNS.keys()) - fields - others == set(), "a column without a row in the table"
    assert fields | others == set(COLUMNS.keys())
    assert fields & others == set()
    assert OTHERS["where the member stands: merging says it"] <= set(MEMBERSHIP)


@pytest.mark.parametrize("field", SINGLE, ids=lambda field: field.name)
def test_the_row_fits_its_column(field: Field) -> None:
    kind = COLUMNS[field.column].type
    if field.sealed:
        assert isinstance(kind, sa.LargeBinary)
        return
    wanted = {
        FieldKind.DAY: sa.Date,
        FieldKind.YES: sa.Boolean,
        FieldKind.BAND: sa.Integer,
    }.get(field.kind, sa.String)
    assert isinstance(kind, wanted)


PLAIN = [field for field in SINGLE if not field.sealed]
TEXTS = [field for field in PLAIN if field.kind in (FieldKind.NAME, FieldKind.TEXT)]
CHOICES = [field for field in PLAIN if field.kind is FieldKind.CHOICE]


@pytest.mark.parametrize("field", TEXTS, ids=lambda field: field.name)
def test_a_text_is_as_long_as_its_column(field: Field) -> None:
    assert field.longest == COLUMNS[field.column].type.length  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", CHOICES, ids=lambda field: field.name)
def test_every_choice_fits_its_column(field: Field) -> None:
    longest = max(len(option.value) for option in field.options)
    assert longest <= COLUMNS[field.column].type.length  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", SINGLE, ids=lambda field: field.name)
def test_the_row_is_asked_exported_and_recognised(field: Field) -> None:
    assert hasattr(MemberForm, field.name) is (field.kind is not FieldKind.HEIRS)
    assert HEADINGS[field.name] == field.column_heading
    assert column_of(field.column_heading) is Column(field.name)
    assert (field.name in FURTHER) is (field.name not in APART)


def test_only_the_nik_is_settled_without_a_question() -> None:
    assert set(FIELDS) - set(MERGEABLE) == {"nik"}


def test_every_field_is_personal() -> None:
    assert {field.column for field in SINGLE} == PERSONAL
    assert not PERSONAL & Member.public
