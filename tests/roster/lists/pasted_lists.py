"""The corpus of pasted lists: each line, an arrow, and what it should become.

`H` is a heading, `-` passed over, `?` a question, `+` belongs to the line above; a person is
"name=market name; stalls; phone; mark; wares" with empty ends left out, several persons are joined
by `&&`.
"""

from pathlib import Path

from association.roster.lists.pasted import Entry, Heading, Passed, Person, Unclear, read_pasted
from association.rules.people.phone import format_phone

LISTS = Path(__file__).with_name("pasted")
ARROW = " ⟹ "


def lists(prefix: str = "") -> list[Path]:
    return sorted(LISTS.glob(f"{prefix}*.txt"))


def corpus(path: Path) -> list[tuple[str, str]]:
    """Give the lines of a list with what each should become; an empty line is passed over."""
    lines = path.read_text(encoding="utf-8").split("\n")
    pairs = [line.rpartition(ARROW) for line in (lines[:-1] if lines[-1] == "" else lines)]
    return [(text, said.strip()) if arrow else ("", "-") for text, arrow, said in pairs]


def became(text: str) -> dict[int, str]:
    """Give what each line of a list became, in the words of the corpus."""
    found: dict[int, list[str]] = {}
    for entry in read_pasted(text):
        for place, said in said_of(entry):
            found.setdefault(place, []).append(said)
    return {place: " && ".join(said) for place, said in found.items()}


def said_of(entry: Entry) -> list[tuple[int, str]]:
    """Give the lines of an entry with what they became."""
    match entry:
        case Heading():
            return [(entry.line, "H")]
        case Passed():
            return [(entry.line, "-")]
        case Unclear():
            return [
                (place, "?" if place == entry.line else "+")
                for place in (entry.guess.lines or (entry.line,))
            ]
        case Person():
            first, *more = entry.lines
            return [(first, _person(entry)), *((place, "+") for place in more)]


def _person(person: Person) -> str:
    named = person.named
    phone = format_phone(person.phone.phone).replace("-", "") if person.phone.phone else ""
    parts = [
        named.name + (f"={named.known_as}" if named.known_as else ""),
        ", ".join(stall.label for stall in person.stalls),
        phone,
        person.money.paid.value if person.money.paid else "",
        named.commodity,
    ]
    while not parts[-1]:
        parts.pop()
    return "; ".join(parts)
