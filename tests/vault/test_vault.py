"""The vault: a sealed value opens in its own place only, an index finds for one purpose only."""

import ast
import importlib
import itertools
import re

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import OneAssociation
from association.database import Base, db
from association.roster.members.keys import tail_index
from association.roster.members.models import Member
from association.vault import VERSION, BrokenSeal, Parcel, Vault
from tests.architecture.source import ROOT, Module, modules
from tests.infra.cast import Cast

SECRET, PLACE = "3372000000000001", "member|nik|7"
# What an index is of, by its purpose. Those that hold on every roster alike, and why they must.
BY_ROSTER = {"nik tail", "roster version"}
EVERYWHERE = {
    "nik": "one participant for each NIK, whichever rosters they stand on",
    "kpj": "one participant for each membership number",
    "member phone": "a phone typed at the door of an event is looked for on every invited roster",
    "account phone": "an account belongs to no roster",
    "card code": "a card is found before anyone is known",
    "calendar feed": "a calendar's address is found before anyone is known",
    "rsvp": "who said they come is one of an event's, on whichever roster",
    "audit chain": "one chain for the whole log",
    "form body": "a form's answer is looked for under its owner and its key",
    "throttle": "tries are counted before anyone is known",
    "audit anchor": "lines beside the log, each about the whole of it",
    "official row": "a form's word for a row of BPJS' list, which is kept nowhere",
    "join phone": "who asks to join is on no roster",
    "join network": "who asks to join is on no roster",
    "intake": "a list of paguyuban is a city's",
    "recovery code": "an account belongs to no roster",
    "draft": "a draft is found by its account and its form, wherever that account works",
    "kept query": "a query is of one session, whose token stands in it",
    "known card": "a card's code and a browser's random name, on no roster",
}


def unlocked(key: bytes) -> Vault:
    """Make a vault of its own."""
    made = Vault()
    made.unlock(key)
    return made


@pytest.fixture
def own() -> Vault:
    return unlocked(b"k" * 32)


def test_what_is_sealed_opens_in_its_place(own: Vault) -> None:
    sealed = own.seal(SECRET, PLACE)
    assert own.open(sealed, PLACE) == SECRET
    assert len(sealed) == len(SECRET) + 30
    assert SECRET.encode() not in sealed
    assert own.seal(SECRET, PLACE) != sealed  # like texts do not look alike
    assert own.open(own.seal("Bu Siti – ꦱꦶꦠꦶ", PLACE), PLACE) == "Bu Siti – ꦱꦶꦠꦶ"


@pytest.mark.parametrize(
    "elsewhere",
    ["member|nik|8", "member|phone|7", "participant|nik|7", "member|nik|77", "member|nik|", ""],
)
def test_a_value_moved_to_another_place_does_not_open(own: Vault, elsewhere: str) -> None:
    with pytest.raises(BrokenSeal):
        own.open(own.seal(SECRET, PLACE), elsewhere)


def test_another_key_opens_nothing_and_finds_nothing(own: Vault) -> None:
    other = unlocked(b"o" * 32)
    with pytest.raises(BrokenSeal):
        other.open(own.seal(SECRET, PLACE), PLACE)
    assert other.index(SECRET, "nik") != own.index(SECRET, "nik")


def test_an_altered_value_does_not_open(own: Vault) -> None:
    sealed = own.seal(SECRET, PLACE)
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(BrokenSeal):
            own.open(bytes(altered), PLACE)
    for length in (0, 1, len(VERSION), 14, 29, len(sealed) - 1):
        with pytest.raises((BrokenSeal, ValueError)):
            own.open(sealed[:length], PLACE)


def test_a_parcel_is_sealed_before_it_has_a_place(own: Vault) -> None:
    parcel = Parcel.of(SECRET)
    sealed, other = own.lay(parcel, PLACE), own.lay(Parcel.of(SECRET), "member|nik|8")
    assert own.open(sealed, PLACE) == SECRET
    assert SECRET.encode() not in sealed
    assert parcel.key not in sealed
    end = len(parcel.body)
    for wrong in (other, other[:-end] + sealed[-end:], sealed[:-end] + other[-end:], sealed[:-1]):
        with pytest.raises(BrokenSeal):
            own.open(wrong, PLACE)
    with pytest.raises(BrokenSeal):
        unlocked(b"o" * 32).open(sealed, PLACE)
    assert len(own.lay(Parcel.of("x" * 5_000_000), PLACE)) == 5_000_000 + len(sealed) - len(SECRET)


def test_a_locked_vault_does_nothing() -> None:
    locked = Vault()
    for use in (
        lambda: locked.seal(SECRET, PLACE),
        lambda: locked.open(VERSION + bytes(40), PLACE),
        lambda: locked.index(SECRET, "nik"),
    ):
        with pytest.raises(BrokenSeal):
            use()


def test_sealing_and_indexing_share_no_key(own: Vault) -> None:
    assert own._index_key not in (b"k" * 32, b"")
    assert own.index(SECRET, "nik") not in own.seal(SECRET, "nik")


def test_values_swapped_in_the_database_do_not_open(app: Flask, cast: Cast) -> None:
    with app.app_context():
        reach = OneAssociation(cast.association["sari"], cast.city["Kota Surakarta"])
        set_reach(db.session(), reach)
        rows = db.session.scalars(sa.select(Member).where(Member.nik_sealed.is_not(None))).all()
        one, two = rows[0], rows[1]
        nik = one.nik
        with db.session.no_autoflush:
            one.nik_sealed, two.nik_sealed = two.nik_sealed, one.nik_sealed
            for row in (one, two):
                with pytest.raises(BrokenSeal):
                    _ = row.nik
            one.phone_sealed = two.nik_sealed  # the row's own, in another column
            with pytest.raises(BrokenSeal):
                _ = one.phone
        db.session.rollback()
        assert one.nik == nik


def asked(module: Module, method: str) -> list[ast.expr]:
    """Give the second argument of each call of a method of the vault in a module."""
    return [
        node.args[1]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"vault.{method}"
    ]


def purposes() -> dict[str, set[str]]:
    """Find every purpose that the code makes an index for, and where."""
    found: dict[str, set[str]] = {}
    for module in modules(ROOT).values():
        for argument in asked(module, "index"):
            names = dict(vars(importlib.import_module(module.name)))
            for node in ast.walk(module.tree):  # also what a function imports
                if isinstance(node, ast.ImportFrom) and node.module:
                    names |= vars(importlib.import_module(node.module)) | names
            found.setdefault(eval(ast.unparse(argument), names), set()).add(module.name)
    return found


def constants() -> list[str]:
    """Give the value of every constant that names a purpose, where it is written."""
    return [
        ast.literal_eval(node.value)
        for module in modules(ROOT).values()
        for node in module.tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).endswith("PURPOSE")
    ]


def test_every_index_has_a_purpose_of_its_own(own: Vault) -> None:
    found = purposes()
    assert found.keys() == BY_ROSTER | EVERYWHERE.keys(), "say whether it differs by roster"
    assert len(set(constants())) == len(constants())
    for one, other in itertools.permutations(found, 2):
        assert own.index(SECRET, one) != own.index(SECRET, other)
    assert all("\0" not in purpose for purpose in found)  # it parts the purpose from the text


def test_four_digits_are_found_on_one_roster_only(app: Flask) -> None:
    with app.app_context():
        assert tail_index(1, "0001") != tail_index(2, "0001")
        assert tail_index(1, "10001") != tail_index(11, "0001")


def test_every_sealed_column_is_sealed_for_its_table_column_and_row() -> None:
    """The place is written `table|column|row`, by hand or by a function `place`."""
    sealed = {
        (table.name, column.name.removesuffix("_sealed"))
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("_sealed")
    }
    places = set()
    for module in modules(ROOT).values():
        for argument in asked(module, "seal") + asked(module, "open"):
            if module.name == "association.web.kept":
                continue  # a form that waits in the browser for its owner: it lies in no table
            assert isinstance(argument, ast.JoinedStr) or "place(" in ast.unparse(argument), (
                f"{module.name} seals for {ast.unparse(argument)}: name table, column and row"
            )
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr) and re.match(
                r"\w+\|", text := ast.unparse(node)[2:-1]
            ):
                places.add(text)
    assert {table for table, _column in sealed} - {"upload_part"} == {  # parts name their upload
        place.partition("|")[0] for place in places
    }
    for place in places:
        assert re.fullmatch(r"\w+\|[\w{}]+\|\{.+\}", place), place
