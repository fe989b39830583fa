"""Cases written as text, and what the rules say of them: a death, an accident or old age, with what
is known of the member."""

from datetime import date, datetime

from association.rules.house.months import parse_month
from association.rules.law.claim_benefits import Facts, Part, cover_on, entitlement, without_heirs
from association.rules.law.claim_papers import Needed, needed
from association.rules.law.claims import ClaimKind, pay_by, promise_of, report_by, right_ends
from association.rules.law.coverage import Enrolment
from association.rules.law.doubts import Evidence, Known, Unlike
from association.rules.law.heirs import first_in_line, in_order
from association.rules.law.sources import SOURCES
from association.rules.people.heirs import Heir, Relation
from tests.rules.law.written import MEMBER, NOBODY, day, paid, words

KINDS = {
    "death": ClaimKind.DEATH,
    "work": ClaimKind.DEATH,  # a death from work
    "hurt": ClaimKind.ACCIDENT,
    "old": ClaimKind.OLD_AGE,
}


def options(asked: tuple[str, ...]) -> dict[str, str]:
    """Read "basis=1200000 jht" as {"basis": "1200000", "jht": ""}."""
    return {name: value for name, _, value in (one.partition("=") for one in asked)}


def enrolled(said: dict[str, str]) -> Enrolment:
    """Read registered=DAY or unregistered, and ended=DAY; registered long ago unless told."""
    known = NOBODY if "unregistered" in said else MEMBER
    registered = day(said.get("registered", "-")) or known.registered_on
    return Enrolment(registered_on=registered, ended_on=day(said.get("ended", "-")))


def family(code: str) -> tuple[Heir, ...]:
    """Read "wife,child:2012,child" as a family; a child with "!" has a guardian."""
    heirs = []
    for number, one in enumerate(words(code or "-")):
        relation, _, born = one.rstrip("!").partition(":")
        heirs.append(
            Heir(
                relation=Relation(relation),
                name=f"{relation} {number}",
                birth_year=int(born) if born else None,
                guardian="Mbah" if one.endswith("!") else "",
            )
        )
    return tuple(heirs)


def facts(kind: str, codes: str, on: str, *asked: str) -> Facts:
    """Read "death 2026-08..2026-11 2026-11-22 basis=1200000 jht kids=child:2012 born=1970-01-02"
    as the facts of a case; a basis of "?" is not known."""
    said, then = options(asked), date.fromisoformat(on)
    held = paid(*words(said.get("held", "-")))
    return Facts(
        kind=KINDS[kind],
        day=then,
        from_work=kind == "work",
        cover=cover_on(then, paid(*words(codes)), enrolled(said), held=held),
        basis=None if said.get("basis") == "?" else int(said.get("basis", "1000000")),
        has_jht="jht" in said,
        birth_date=day(said.get("born", "-")),
        children=family(said.get("kids", "")),
    )


def known(codes: str, on: str, *asked: str) -> Known:
    """Read the same line, with today=, held=MONTHS, sum=, unlike=, no_nik, no_kpj, sealed=, came=
    and receipts=, as what else is known of the member."""
    said = options(asked)
    return Known(
        today=date.fromisoformat(said.get("today", on)),
        runs=paid(*words(codes)),
        registered_on=enrolled(said).registered_on,
        has_nik="no_nik" not in said,
        has_kpj="no_kpj" not in said,
        unlike=tuple(Unlike(one) for one in words(said.get("unlike", "-"))),
        held_amount=int(said.get("sum", "0")),
        held_months=tuple(parse_month(one) for one in words(said.get("held", "-"))),
        evidence=Evidence(
            sealed_on=day(said.get("sealed", "-")),
            attended=int(said.get("came", "0")),
            receipts=int(said.get("receipts", "0")),
        ),
    )


def benefit(kind: str, *asked: str) -> str:
    found = entitlement(facts(kind, *asked))
    assert {part.source for part in found.parts} <= SOURCES.keys()
    assert sum(part.amount or 0 for part in found.parts) == (found.total or 0)
    parts = [f"{part.code} {sum_of(part)}" for part in found.parts]
    parts += [f"lacks {one}" for one in found.missing]
    why = "?" if found.total is None else str(found.total)
    why += f" {found.why}" if found.why else ""
    why += ", disputed" if found.is_disputed else ""
    text = f"{why}: {' '.join(parts)}" if parts else why
    return text.replace("periodic 12000000 funeral 10000000", "+12+10")


def sum_of(part: Part) -> str:
    known = [one for one in (part.amount, part.figure) if one is not None]
    return str(known[0]) if known else "-"


def part(code: str, kind: str, *asked: str) -> str:
    found = {one.code.value: one for one in entitlement(facts(kind, *asked)).parts}
    if code not in found:
        return "none"
    one = found[code]
    if one.amount is not None:
        return str(one.amount)
    return "no limit" if one.figure is None else f"up to {one.figure}"


def school(*asked: str) -> str:
    found = entitlement(facts("death", *asked)).scholarship
    if found is None:
        return "nobody"
    children = " ".join(one for _, one in found.children)
    later = f" from {found.open_from}" if found.open_from else ""
    return f"{children}: {found.most} {found.perhaps}{later}"


def heirs(code: str) -> str:
    first, ordered = first_in_line(family(code)), in_order(family(code))
    assert ordered[: len(first)] == first
    rest = [heir.relation for heir in ordered[len(first) :]]
    return " ".join(heir.relation for heir in first) + (f"; {' '.join(rest)}" if rest else "")


def alone(*asked: str) -> str:
    return "{} {}".format(*without_heirs(entitlement(facts("death", *asked))))


def papers(kind: str, first: str, *asked: str) -> tuple[Needed, ...]:
    return needed(
        KINDS[kind],
        from_work=kind == "work",
        first=first_in_line(family(first)),
        traffic="traffic" in asked,
        has_jht="jht" in asked,
        day=None if "!" in first else date(2026, 11, 22),
    )


def clock(what: str, *asked: str) -> str:
    if what == "right":
        return str(right_ends(date.fromisoformat(asked[0]), of_jkk=asked[1] == "jkk") or "none")
    if what == "report":
        return report_by(datetime.fromisoformat(asked[0])).isoformat(timespec="minutes")
    promise = promise_of(KINDS[asked[0]], from_work=asked[0] == "work")
    assert promise is not None
    return pay_by(date.fromisoformat(asked[1]), promise).isoformat()
