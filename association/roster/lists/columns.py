"""What a column of a list may hold."""

from enum import StrEnum

from association.roster.members.values import FIELDS

# What row_values.py reads by itself: several cells tell of it, or its column is found otherwise.
APART = ("name", "nik", "birth_date", "birth_place", "phone", "commodity")
FURTHER = {
    name: field for name, field in FIELDS.items() if name not in APART and not field.in_parts
}


class Column(StrEnum):
    """What a column may hold; all others are only remembered by their heading."""

    NUMBER = "number"
    NAME = "name"
    FURTHER_NAME = "further_name"  # what follows a first name in a column of its own
    NIK = "nik"
    BIRTH = "birth"  # place and date in one cell: TTL
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    PHONE = "phone"
    STALL = "stall"
    STALL_KIND = "stall_kind"
    STALL_BLOCK = "stall_block"
    STALL_NUMBER = "stall_number"
    MARKET = "market"
    COMMODITY = "commodity"
    PERMIT = "permit"
    WALK = "walk"
    HEIR_RELATION = "heir_relation"
    HEIR_PHONE = "heir_phone"
    HEIR_BIRTH = "heir_birth"
    # and the other fields of a member, by their names in the table
    _ignore_ = ["columns", "field"]
    columns = vars()
    for field in FURTHER:
        columns[field.upper()] = field


# What tells of a member's heirs (lists/heirs.py).
HEIRS = Column("heirs")
OF_HEIRS = frozenset({HEIRS, Column.HEIR_RELATION, Column.HEIR_PHONE, Column.HEIR_BIRTH})
# A second column of these is read as well; of the others the first counts.
REPEATABLE = frozenset(
    {Column.FURTHER_NAME, Column.PHONE, Column.STALL, Column.STALL_NUMBER, Column("note")}
    | OF_HEIRS
)
