"""What of two rows is settled by itself: what both say is kept where it can stand side by side."""

from dataclasses import asdict
from typing import Any

from association.roster.duplicates.choices import Take, questions, settled
from association.roster.members.values import FIELDS, NO_CONSENT, MemberValues


def state(**said: Any) -> dict[str, Any]:
    """Give the state of a row of which only this is known."""
    empty = dict.fromkeys(FIELDS, "") | {"stalls": [], "consent": NO_CONSENT}
    assert empty.keys() == asdict(MemberValues(name="")).keys()
    return empty | said


def test_two_notes_and_all_stalls_stay_side_by_side() -> None:
    b1, b2 = [1, "los", "B", "1", "", None], [1, "los", "B", "2", "", None]
    kept = state(note="Tutup Jumat", stalls=[b1], commodity="Sayur")
    other = state(note="Titip ke Tini", stalls=[b1, b2], commodity="Bumbu")
    asked = {one.name: one.options for one in questions(kept, other)}
    one_of_two = (Take.KEPT, Take.OTHER)
    both = (Take.BOTH, *one_of_two)
    assert asked == {"note": both, "stalls": both, "commodity": one_of_two}
    assert settled(kept, other, {}) == {"note": "Tutup Jumat; Titip ke Tini", "stalls": [b1, b2]}


def test_a_stall_with_a_zero_before_its_number_is_the_same() -> None:
    kept = state(stalls=[[1, "kios", "", "08", "", None]])
    other = state(stalls=[[1, "kios", "", "8", "", None]])
    assert questions(kept, other) == []
    assert settled(kept, other, {}) == {}
    more = state(stalls=[[1, "kios", "", "8", "", None], [1, "kios", "", "9", "", None]])
    assert settled(kept, more, {}) == {
        "stalls": [[1, "kios", "", "08", "", None], [1, "kios", "", "9", "", None]]
    }
