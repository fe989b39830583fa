"""What is wrong with a row, a line or a list: a code with its values, put into words elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from association.rules.house.errors import RuleError


class Code(StrEnum):
    """What may be said of a list. lists/wording.py has the sentence of each."""

    RULE = "rule"  # a rule of the house refused it: values hold its template
    EARLIER = "earlier"  # a sentence from before there were codes
    # Of a row.
    ABOVE_HEADINGS = "above_headings"
    LIKE_REMARK = "like_remark"
    NAME_ALONE = "name_alone"
    NOTHING_ABOVE = "nothing_above"
    CUT_APART = "cut_apart"
    STRAY_QUOTE = "stray_quote"
    CONFLICT = "conflict"
    # Of its cells.
    NAMELESS = "nameless"
    NAME_WITH_ADDRESS = "name_with_address"
    BIRTH_DATE = "birth_date"
    MONTH_FIRST = "month_first"
    BIRTH_PLACE_LONG = "birth_place_long"
    TOO_YOUNG = "too_young"
    NIK_UNBORN = "nik_unborn"
    PHONE_ABSENT = "phone_absent"
    PHONES_SEVERAL = "phones_several"
    PHONE_LATER = "phone_later"
    PHONE_CUT = "phone_cut"
    PHONE_AMONG_WORDS = "phone_among_words"
    MARKET_LONG = "market_long"
    BLOCK_ODD = "block_odd"
    COMMODITY_LONG = "commodity_long"
    FIELD_UNREAD = "field_unread"
    FIELD_LONG = "field_long"
    STALL_LONG = "stall_long"
    TOO_OLD = "too_old"
    CLOCK = "clock"
    CELL_ERROR = "cell_error"
    CELL_UNCOMPUTED = "cell_uncomputed"
    NAME_SIGNS = "name_signs"
    LEFT_OUT = "left_out"
    # Of a row beside the others of its list.
    LINE = "line"
    LINE_OF_SHEET = "line_of_sheet"
    UNNAMED = "unnamed"
    NIK_REPEATED = "nik_repeated"
    PERSON_REPEATED = "person_repeated"
    SAME_PERSON = "same_person"
    NIK_STRAYED = "nik_strayed"
    DIGITS_LOST = "digits_lost"
    DIGITS_DOUBTED = "digits_doubted"
    DATE_SWAPPED = "date_swapped"
    DATE_BOTH_WAYS = "date_both_ways"
    # Of a row beside the roster.
    NAMESAKES = "namesakes"
    MEMBER_LEFT = "member_left"
    MEMBER_CHANGED = "member_changed"
    # Of a pasted line that only the leader can explain.
    UNCLEAR = "unclear"
    LINE_LONG = "line_long"
    CROSSED_OUT = "crossed_out"
    TWO_NAMES = "two_names"
    NO_NAME = "no_name"
    PLACE_EMPTY = "place_empty"
    SHOP_NAME = "shop_name"
    WHICH_NAME = "which_name"
    SIGNER_OR_MEMBER = "signer_or_member"
    NAME_OR_NOTE = "name_or_note"
    GONE = "gone"
    NAME_SAME_AS_ABOVE = "name_same_as_above"
    LABELS_OF_TWO = "labels_of_two"
    TICKS_MANY = "ticks_many"
    SENDER_OR_NAME = "sender_or_name"
    # Why a row or line holds no trader.
    OVER_HEADINGS = "over_headings"
    HEADINGS = "headings"
    HEADINGS_AGAIN = "headings_again"
    COLUMN_NUMBERS = "column_numbers"
    SECTION = "section"
    TITLE = "title"
    TITLE_OR_REMARK = "title_or_remark"
    NUMBER_ALONE = "number_alone"
    TOTAL_ROW = "total_row"
    TOTAL = "total"
    REMARK = "remark"
    SIGNATURE = "signature"
    PLACE_OR_SIGNATURE = "place_or_signature"
    STALL_OF_ABOVE = "stall_of_above"
    STALL_OF_LINE = "stall_of_line"
    SAME_AS_LINE = "same_as_line"
    NO_WORDS = "no_words"
    FROM_WHATSAPP = "from_whatsapp"
    GREETING = "greeting"
    REQUEST = "request"
    BLANK_LABEL = "blank_label"
    NOBODY = "nobody"
    # Of a whole list.
    SHEET_UNREAD = "sheet_unread"
    SHEET_HIDDEN = "sheet_hidden"
    HEADINGS_ASKED = "headings_asked"
    ROWS_HIDDEN = "rows_hidden"
    ROWS_SAME = "rows_same"
    MARKS_PAID = "marks_paid"
    MARKS_PARTLY = "marks_partly"
    MARKS_UNPAID = "marks_unpaid"
    MARKS = "marks"


# How sentences began, before there were codes, that something depends on.
EARLIER = {
    "Baris ini belum jelas: ": Code.UNCLEAR,
    "Terlalu banyak NIK ": Code.DIGITS_LOST,
    "Tanggal lahir bisa dibaca dua cara ": Code.DATE_BOTH_WAYS,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A code with the values of its sentence; a value may itself be a problem, or several."""

    code: Code
    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, code: Code, /, **values: Any) -> Self:
        """Make a problem with the values by name."""
        return cls(code, tuple(values.items()))

    @classmethod
    def by_rule(cls, error: RuleError) -> Self:
        """Keep what a rule refused, as its template and values."""
        values = {
            name: value if isinstance(value, int) else str(value)
            for name, value in error.values.items()
        }
        return cls.of(Code.RULE, template=error.template, **values)

    def mapped(self, change: Callable[[str], str]) -> Self:
        """Give the same with every text among its values changed; templates stay."""
        return type(self)(
            self.code,
            tuple(
                (name, value if name == "template" else _mapped(value, change))
                for name, value in self.values
            ),
        )


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Problem):
        return value.mapped(change)
    return tuple(_mapped(one, change) for one in value) if isinstance(value, tuple) else value


@dataclass(slots=True)
class Remarks:
    """What is said about a row while it is read."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, error: RuleError) -> None:
        """Note what a rule refused."""
        self.problems.append(Problem.by_rule(error))

    def warn(self, error: RuleError) -> None:
        """Note what is said and let through."""
        self.warnings.append(Problem.by_rule(error))


def problem_from(raw: Any) -> Problem:
    """Read a problem as JSON has it.

    Uploads of before there were codes hold sentences: they are shown as they stand. Uploads are
    dropped after a day (imports/actions.py), so this branch may soon go.
    """
    if isinstance(raw, str):
        return _earlier(raw)
    return Problem(Code(raw["code"]), tuple((name, _value(one)) for name, one in raw["values"]))


def _earlier(sentence: str) -> Problem:
    for beginning, code in EARLIER.items():
        if sentence.startswith(beginning):
            why = sentence.removeprefix(beginning)
            return Problem.of(code, why=Problem.of(Code.EARLIER, text=why))
    return Problem.of(Code.EARLIER, text=sentence)


def _value(raw: Any) -> Any:
    if isinstance(raw, dict):
        return problem_from(raw)
    return tuple(_value(one) for one in raw) if isinstance(raw, list) else raw
