"""What a column of a list may hold."""

from enum import StrEnum


class Column(StrEnum):
    """What a column may hold; all others are only remembered by their heading."""

    NUMBER = "number"
    NAME = "name"
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
    KNOWN_AS = "known_as"
    MOTHER_NAME = "mother_name"
    SEX = "sex"
    ADDRESS = "address"
    INCOME = "income"
    JOINED_ON = "joined_on"
    POSITION = "position"
    PERMIT = "permit"
    WALK = "walk"
    EMPLOYS_HELPERS = "employs_helpers"
    NOTE = "note"


# A second column of these is read as well; of the others the first counts.
REPEATABLE = frozenset({Column.PHONE, Column.STALL, Column.STALL_NUMBER})
