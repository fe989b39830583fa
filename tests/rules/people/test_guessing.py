"""How soon passwords are guessed."""

import pytest

from association.people.accounts import passwords
from association.rules.house.errors import RuleError

SARI = ["Sari Wulandari", "+6281200000001", "Paguyuban Pasar Rejosari"]


def refused(password: str) -> bool:
    try:
        passwords.check_new(password, words=SARI)
    except RuleError as error:
        assert not password or password not in error.message
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        *("12345678", "password", "iloveyou", "1qaz2wsx", "trustno1", "asdfghjkl", "11223344"),
        *("pasar123", "Pasar-123", "PASAR123!", "123pasar", "p@s4r123", "rasap123"),
        "\uff30asar\uff11\uff12\uff13",  # in full width
        *("guyub123", "guyub-demo", "guyubguyub", "surakarta", "Surakarta2026", "paguyuban1"),
        *("pasargede2026!", "pasar legi solo", "ketua.paguyuban", "rahasia123", "bismillah786"),
        *("081200000001", "6281200000001", "+6281200000001", "sari000001", "wulandari", "Sari1975"),
        *("SariWulandari!", "rejosari", "irasojer1"),
        *("17081975", "19750817", "17-08-1975", "17/8/1975", "aaaaaaaa", "abcabcabc", "23456789"),
        *("jakarta123", "semangat2026", "dragon77", "kucing12"),
        *("", "1234567", "x" * 129, "Xk9#mQ2"),
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert refused(password)


@pytest.mark.parametrize(
    "password",
    [
        *("empat kata mudah diingat", "kopi-pagi-legi", "kucingmerah77", "kata sandi baru"),
        *("Xk9#mQ2p", "xkvmqpzt", "warung bu tini laris manis", "Toko77Barokah!Jl.Slamet"),
        *("ñandú über straße", "市场市场购物中心很大", "x1y2z3w4" * 16),
    ],
)
def test_what_nobody_tries_soon_is_taken(password: str) -> None:
    assert not refused(password)


def test_all_of_the_list_are_refused() -> None:
    listed = (passwords.KNOWN / "passwords.txt").read_text().split()
    assert len(listed) == 10_000
    assert [one for one in listed if not refused(one)] == []


def test_four_words_are_offered_of_which_there_are_many() -> None:
    words = (passwords.KNOWN / "words.txt").read_text().split()
    assert len(words) == len(set(words)) >= 2_048  # 44 bits
    offered = [passwords.offer() for _ in range(200)]
    assert len(set(offered)) == 200
    for one in offered:
        assert (len(one.split(" ")), set(one.split(" ")) <= set(words)) == (4, True)
        assert not refused(one)
