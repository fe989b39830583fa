"""What is said of each field of a member: the columns of the table in values.py."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """How a field is typed, kept and shown."""

    NAME = "name"  # somebody's name, as rules.people.names reads it
    TEXT = "text"
    DAY = "day"  # not in the future
    YES = "yes"
    CHOICE = "choice"
    BAND = "band"  # an income by the lower bound of its band
    NIK = "nik"
    PHONE = "phone"
    CONSENT = "consent"
    STALLS = "stalls"
    HEIRS = "heirs"  # as rules.people.heirs writes them; asked on a page of their own


class MergeRule(StrEnum):
    """What becomes of a field that two rows of one person fill differently."""

    ASK = "ask"
    JOIN = "join"  # both, unless somebody says otherwise
    KEEP = "keep"  # the row that stays is right


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a CHOICE; `spellings` are further words for it in lists."""

    value: str
    words: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Words that name a field in the heading of a list: `every` one of these, `some` of those.

    No other words than these and those of `beside` may stand there.
    """

    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def fits(self, words: set[str]) -> bool:
        """Tell whether a heading with these words names the field."""
        every, some = set(self.every), set(self.some)
        if not every <= words or (some and not some & words):
            return False
        return words <= every | some | set(self.beside)


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table; its texts are Indonesian, marked by N_ and translated where shown.

    `words` stand within a sentence, `label` over the field of the form, `heading` over the column
    of a spreadsheet; without one of the latter, the words stand there with a capital. `sealed` is
    the name by which a sealed column goes. Every field is personal: an officer's session may count
    but never read it.
    """

    kind: FieldKind
    words: str
    _: KW_ONLY
    label: str = ""
    heading: str = ""
    longest: int = 60  # letters of a NAME or TEXT
    options: tuple[Option, ...] = ()
    also: tuple[HeadingWords, ...] = ()  # beside its heading, in lists that are read
    merge: MergeRule = MergeRule.ASK
    sealed: str = ""
    name: str = ""  # as the table has it

    @property
    def column(self) -> str:
        """Name the column of the member's row."""
        return f"{self.sealed}_sealed" if self.sealed else self.name

    @property
    def in_parts(self) -> bool:
        """Tell whether it stands in several columns, or in a table of its own."""
        return self.kind in (FieldKind.CONSENT, FieldKind.STALLS)

    @property
    def in_form(self) -> bool:
        """Tell whether it is one input of the member form."""
        return not self.in_parts and self.kind is not FieldKind.HEIRS

    @property
    def column_heading(self) -> str:
        """Give the heading as a file has it, in Indonesian."""
        return self.heading or capital(self.words)


def capital(words: str) -> str:
    """Give words with a capital letter, as they stand alone."""
    return words[:1].upper() + words[1:]


def N_(text: str) -> str:  # noqa: N802 - the name by which Babel knows it
    """Mark a text for Babel; whoever shows it translates it."""
    return text
