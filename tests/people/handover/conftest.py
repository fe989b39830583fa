"""A handover that Sari signed for Wati, and signing it."""

import pytest

from tests.infra.cast import PASSWORD
from tests.infra.client import Reader, Seen

START = "/pengurus/serah-terima"
GOOD = {
    "takes_effect": "2026-11-24",
    "cash": "1.250.000",
    "note": "Janji ke pengelola pasar",
    "password": PASSWORD,
}


def propose(sari: Reader, **typed: str) -> Seen:
    return sari.fill(START, **(GOOD | typed))


@pytest.fixture
def proposed(sari: Reader, wati_duty: int) -> str:
    """Sari signed for Wati: the address of the paper."""
    answer = propose(sari, successor=str(wati_duty))
    assert answer.status == 303, answer.text
    return answer.location


def sign(reader: Reader, path: str, password: str = PASSWORD) -> Seen:
    return reader.fill(path, f"{path}/tanda-tangan", password=password)


def figures(seen: Seen) -> dict[str, int]:
    return {
        str(one["data-figure"]): int(str(one["data-value"]))
        for one in seen.soup.select("dl [data-figure]")
    }
