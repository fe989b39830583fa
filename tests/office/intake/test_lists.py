"""What is read of lists of paguyuban that nobody has seen."""

import pytest

from association.office.intake import storage
from association.office.intake.entries import Entry, Read
from association.office.intake.names import market_key, market_name
from association.office.intake.uploading import LIMITS, paste, upload
from association.rules.house.permissions import Position
from tests.office.intake import books, texts
from tests.office.intake.made import Made

LISTS = [one for lists in (books, texts) for one in vars(lists).values() if isinstance(one, Made)]

KNOWN = tuple(map(market_key, ("Pasar Gede", "Pasar Legi", "Pasar Klewer", "Nusukan", "Ayu")))


def read(made: Made) -> Read:
    if made.is_pasted:
        told = paste(made.data, known=KNOWN)
    else:
        told = upload(made.data, limits=LIMITS, filename=made.name, known=KNOWN)
    return storage.read(told.texts[0])


def shown(entry: Entry) -> tuple[str, str, str, str]:
    ketua = entry.holder(Position.KETUA)
    name, phone = (ketua.name, ketua.phone or "") if ketua else ("", "")
    return entry.name, "+".join(map(market_name, entry.markets)), name, phone[-4:]


@pytest.mark.parametrize("made", LISTS, ids=lambda made: made.name)
def test_each_list_says_who_is_in_it(made: Made) -> None:
    found = read(made)
    told = [
        (name, "+".join(map(market_name, markets.split("+"))), ketua, phone)
        for name, markets, ketua, phone in made.told
    ]
    assert [shown(one) for one in found.entries] == told
    assert sum(bool(one.problems) for one in found.entries) == made.refused
