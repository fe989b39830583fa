"""The token against forged forms: under another mask in every answer, of no use for another
session."""

import base64

import pytest

from association.web.csrf import unmask
from tests.infra.client import Reader


def token(reader: Reader) -> str:
    return str(reader.get("/lainnya").soup.select_one("input[name=csrf_token]")["value"])


def test_no_answer_holds_the_token_in_the_same_bytes(sari: Reader) -> None:
    tokens = [token(sari) for _ in range(50)]
    assert (
        len({str(unmask(one)).partition(".")[0] for one in tokens}) == 1
    )  # after the dot: the time, signed
    raw = [base64.urlsafe_b64decode(one) for one in tokens]
    long = min(len(one) for one in raw)
    assert len({one[:8] for one in raw}) == 50
    assert all(
        len({one[place] for one in raw}) > 25 for place in range(8, long)
    )  # no place keeps its byte
    assert max(len(one) for one in tokens) <= 160  # it stands in every form on a slow line


@pytest.mark.parametrize(
    "typed", ["", "x", "====", "é", "AAAA", "A" * 11, "A" * 12, "A" * 400, "\x00" * 40, "-" * 40]
)
def test_anything_else_is_no_token(sari: Reader, typed: str) -> None:
    assert sari.post("/keluar", {"csrf_token": typed}).status == 400
    assert sari.get("/anggota").status == 200


def test_a_token_is_of_use_to_its_own_session_only(sari: Reader, budi: Reader) -> None:
    theirs = token(budi)
    assert sari.post("/keluar", {"csrf_token": theirs}).status == 400
    assert sari.get("/anggota").status == 200
    assert sari.post("/keluar", {"csrf_token": token(sari)}).status == 303
