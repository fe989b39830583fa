"""The demo city's rosters: Tono, every status with Sari, and everybody else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from association.config import WIB
from association.demo.families import heirs_of
from association.demo.histories import ENROLLED, Course, Histories
from association.demo.people import Person, invent
from association.demo.rows import Rows, set_kpj
from association.demo.territory import BUDI, SARI, Plan
from association.demo.values import Entry, Roster, Row
from association.roster.members.values import MemberValues, StallValues
from association.rules.house.months import add_months, month_of
from association.rules.law.coverage import Run
from association.rules.law.enrolment import End, too_old_to_join
from association.rules.law.tariff import MINIMUM
from association.rules.people.cards import new_card_code, normalise_card_code
from association.rules.people.stalls import StallKind

TONO = Person("Tono Wibowo", "3372991708750001", date(1975, 8, 17), "Surakarta", "+6281200000030")
TONOS_CARD = normalise_card_code("DEMO-TONO")
TONOS_HEIRS = (
    "Istri: Siti Aminah (0812-0000-0031); Anak: Budi (lahir 2012, wali Siti Aminah); "
    "Tetangga kios: Pak Darmo"
)
KINDS = (StallKind.LOS,) * 5 + (StallKind.KIOS,) * 3 + (StallKind.PELATARAN, StallKind.SHELTER)
ENROLLED_COURSES = {
    Course.AHEAD: 42,
    Course.LAPSING: 16,
    Course.LATE_ONE: 9,
    Course.LATE_TWO: 6,
    Course.LATE_THREE: 5,
    Course.STOPPED: 13,
    Course.ENDED: 3,
    Course.REGISTERED: 6,
}
OTHER_COURSES = {Course.CANDIDATE: 55, Course.READY: 33, Course.SENT: 12}
# Who stands on Sari's roster and on Budi's, whatever is drawn for the others.
CERTAIN = {
    SARI: tuple(course for course in Course if course is not Course.TOO_OLD) * 2
    + (Course.ENDED, *(Course.READY,) * 8, *(Course.ENTRUSTED,) * 4),
    BUDI: (Course.ENTRUSTED,) * 2,
}
FORMER = {SARI: {End.DIED: Course.AHEAD, End.STOPPED: Course.STOPPED}}
SHARED = (
    10  # people that a roster of several markets shares with another one; four such rosters make 40
)


class Filling:
    """Fills rosters one after the other, as of one moment."""

    def __init__(self, rows: Rows, rng: Random, *, now: datetime) -> None:
        self._rows, self._rng, self._now = rows, rng, now
        self._today = now.astimezone(WIB).date()
        self._histories = Histories(rows, rng, now=now)
        self._invented = rows.members
        self._shared: dict[
            int, list[tuple[MemberValues, Row]]
        ] = {}  # by market id: who may trade with another one too
        self.entrusting: dict[Roster, list[int]] = {}  # members whose cash of this month is taken
        self.former: dict[End, int] = {}  # beyond the planned number: members who are to leave

    def roster(self, plan: Plan, roster: Roster, markets: Sequence[int]) -> list[Entry]:
        """Fill one roster; gives its members. Sari's has Tono, and each status at least twice."""
        found = [self._tono(roster, markets[0])] if plan.name == SARI else []
        courses = list(CERTAIN.get(plan.name, ()))
        found += [self._again(*twin, roster, markets) for twin in self._twins(markets)]
        while len(found) < plan.members:
            invented = self._invent()
            if too_old_to_join(invented.birth_date, self._today):
                course = Course.TOO_OLD
            else:
                course = courses.pop() if courses else self._course(plan)
            found.append(self._member(invented, course, plan, roster, markets))
            if course is Course.ENTRUSTED:
                self.entrusting.setdefault(roster, []).append(found[-1].member_id)
        for reason, course in FORMER.get(plan.name, {}).items():
            self.former[reason] = self.further(plan, roster, markets, course)
        return found

    def further(self, plan: Plan, roster: Roster, markets: Sequence[int], course: Course) -> int:
        """Add one beyond the planned number, who is to leave; gives the member's id."""
        invented = self._invent()
        while too_old_to_join(invented.birth_date, self._today):
            invented = self._invent()
        return self._member(invented, course, plan, roster, markets).member_id

    def _invent(self) -> Person:
        self._invented += 1
        return invent(self._invented - 1, self._rng)

    def _course(self, plan: Plan) -> Course:
        table = ENROLLED_COURSES if self._rng.random() < plan.enrolled else OTHER_COURSES
        return self._rng.choices(list(table), list(table.values()))[0]

    def _tono(self, roster: Roster, market_id: int) -> Entry:
        month = month_of(self._today)
        stalls = (StallValues(market_id, StallKind.LOS, "B", "14"),)
        values = replace(self._values(TONO, "Sembako"), stalls=stalls, heirs=TONOS_HEIRS)
        at = self._added_at(Course.AHEAD)
        entry = self._rows.member(values, roster, at=at, code=TONOS_CARD)
        person = entry.person
        assert person is not None
        paid = [
            Run(add_months(month, -10), add_months(month, -5)),
            Run(add_months(month, -4), add_months(month, 1)),
        ]
        self._histories.enrol(Course.AHEAD, person, paid)
        set_kpj(person, f"99{person['id']:09}")
        for run in paid:
            self._histories.pay(entry, run, roster, programmes=MINIMUM, income=1_500_000)
        return entry

    def _member(
        self, invented: Person, course: Course, plan: Plan, roster: Roster, markets: Sequence[int]
    ) -> Entry:
        rng = self._rng
        values = self._values(invented, rng.choice(plan.goods))
        values = replace(values, stalls=self._stalls(markets), employs_helpers=rng.random() < 0.05)
        values = self._with_gaps(values, course)
        if course in ENROLLED:
            values = self._with_heirs(values)
        entry = self._rows.member(
            values, roster, at=self._added_at(course), code=new_card_code(rng)
        )
        person = entry.person
        if person is not None:
            self._histories.add(
                course, entry, person, roster, employs_helpers=values.employs_helpers
            )
            if course in ENROLLED and person["id"] % 10:  # one card in ten has not come yet
                set_kpj(person, f"99{person['id']:09}")
            if course in ENROLLED and len(markets) == 1 and rng.random() < 0.5:
                self._shared.setdefault(markets[0], []).append((values, person))
        return entry

    def _with_gaps(self, values: MemberValues, course: Course) -> MemberValues:
        """Leave out what leaders do not know: a candidate lacks something; a few birth dates differ
        from the NIK."""
        rng = self._rng
        if course is Course.CANDIDATE:
            missing = rng.choices(("nik", "birth_date", "phone", "all"), (30, 15, 25, 30))[0]
            return replace(
                values,
                nik=None if missing in ("nik", "all") else values.nik,
                birth_date=None if missing in ("birth_date", "all") else values.birth_date,
                phone=None if missing in ("phone", "all") else values.phone,
            )
        if course is not Course.READY and rng.random() < 0.08:
            return replace(values, phone=None)
        if course in ENROLLED and rng.random() < 0.03 and values.birth_date is not None:
            return replace(
                values, birth_date=values.birth_date + timedelta(rng.choice((-365, -30, 1, 10, 31)))
            )
        return values

    def _with_heirs(self, values: MemberValues) -> MemberValues:
        """Give a participant a family."""
        return replace(values, heirs=heirs_of(values, self._invented, today=self._today))

    def _twins(self, markets: Sequence[int]) -> list[tuple[MemberValues, Row]]:
        """Take people from another roster of one of several markets."""
        if len(markets) == 1:
            return []
        waiting = [twin for market in markets for twin in self._shared.pop(market, [])]
        return waiting[:SHARED]

    def _again(
        self, values: MemberValues, person: Row, roster: Roster, markets: Sequence[int]
    ) -> Entry:
        """Put somebody on a second roster, with another stall; the contributions stay those of the
        person."""
        values = replace(values, stalls=self._stalls(markets), note="")
        code = new_card_code(self._rng)
        return self._rows.member(
            values, roster, at=self._added_at(Course.AHEAD), code=code, person=person
        )

    def _values(self, person: Person, goods: str) -> MemberValues:
        return MemberValues(
            name=person.name,
            nik=person.nik,
            birth_date=person.birth_date,
            birth_place=person.birth_place,
            phone=person.phone,
            commodity=goods,
            note="Titip iuran lewat bendahara" if self._rng.random() < 0.04 else "",
        )

    def _stalls(self, markets: Sequence[int]) -> tuple[StallValues, ...]:
        """Invent one stall, for some two or three, for a few none; neighbours in one row."""
        rng = self._rng
        kind, block, number = rng.choice(KINDS), rng.choice("ABCDEFGH"), rng.randint(1, 90)
        many = rng.choices((0, 1, 2, 3), (3, 84, 10, 3))[0]
        market = rng.choice(markets)
        if kind is StallKind.PELATARAN and rng.random() < 0.5:
            return (StallValues(market, kind),)
        return tuple(StallValues(market, kind, block, f"{number + n:02}") for n in range(many))

    def _added_at(self, course: Course) -> datetime:
        """Invent when the member was put on the roster: before the first contribution."""
        days = self._rng.randint(560, 600) if course in ENROLLED else self._rng.randint(41, 560)
        return self._now - timedelta(days=days, minutes=self._rng.randint(0, 600))
