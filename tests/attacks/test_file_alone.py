"""Who has the file, or a backup, and not the key: no NIK, KPJ or phone can be read in it, nor
confirmed by guessing. Every form is sent first, so that every column holds something."""

import base64
import hashlib
import hmac
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from association import once
from association.database import db
from association.roster.members.models import Member
from association.vault import Parcel, Vault
from tests.attacks.steps import step
from tests.attacks.test_forms import ON_SQLITE, each_stop, walk
from tests.attacks.walk import Store, Walk
from tests.commands.stage import whole_database
from tests.infra.client import Reader

__all__ = ["walk"]
# Columns of bytes, or of text that looks like a digest, that the vault did not make: and why.
WITHOUT_KEY = {
    "device.token_hash": "of 256 random bits",
    "family_link.token_hash": "of 256 random bits",
    "handover.text_hash": "of a text with 128 random bits in it",
    "invitation.token_hash": "of 256 random bits",
    "saved_answer.key": "random, made with the form",
    "sealed_roster.pdf_hash": "of the paper, which its holder can check; no NIK, KPJ, phone",
    "sealed_roster.text_hash": "of what is printed on the paper; no NIK, KPJ, phone",
    "sign_in.device_hash": "of 256 random bits",
    "sign_in.token_hash": "of 256 random bits",
}
# What the paguyuban gives out for members to call.
SAID_OPENLY = {"association.contact_phone", "association.next_contact_phone"}
NOT_FILLED = {  # words of ours
    "account.language",
    "account.region",
    "batch_left_out.fields",
    "batch_left_out.why",
    "first_start.code_hash",
    "sign_in.agent",
}
FULL = (
    step("/anggota/baru", name="Bu Lengkap", nik="3372994107600095", phone="0857 1234 5678",
         mother_name="Sutijah", birth_place="Solo", address="Jl. Kali 5", position="Seksi sosial",
         note="Tutup Jumat", consent_how="lisan", stall_number=["7", ""],
         stall_permit=["SHP 12", ""]),
    step("/anggota/<id:member_id>/iuran", "/anggota/{suparno}/iuran", months="1", channel="bank",
         receipt="TRX-77"),
    step("/kegiatan/baru", title="Arisan", starts_at="2026-11-25T09:00", place="Balai",
         note="Bawa KTP"),
)  # fmt: skip
RANDOM = ("csrf_token", "key")
LOOKS_DERIVED = re.compile(r"[0-9a-fA-F]{16,}|[A-Za-z0-9_-]{22,}={0,2}")
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")
NO_KEYS = (b"", bytes(16), bytes(32), b"guyub blind index", b"guyub", b"secret", b"key")
PART = 8  # bytes of a digest that are enough to confirm a guess


@dataclass
class Seen:
    """What went into the vault and came out, what was typed, and all that was kept."""

    texts: set[str] = field(default_factory=set)  # indexed: with and without the purpose
    sealed: set[str] = field(default_factory=set)
    made: set[bytes] = field(default_factory=set)
    digested: list[object] = field(default_factory=list)
    bodies: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    kept: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))

    def secrets(self) -> set[str]:
        """Give every NIK, KPJ and phone that was typed or sealed, by its telling digits."""
        typed = [
            repr({name: value for name, value in body.items() if name not in RANDOM})
            for _path, body in self.bodies
        ]
        everything = " ".join((*self.sealed, *typed))
        runs = set(re.findall(r"(?<!\d)\d{11}(?!\d)|(?<!\d)\d{16}(?!\d)", everything))
        phones = set(re.findall(r"(?<!\d)(?:\+?62|0)(8\d{8,11})(?!\d)", everything))
        return {one for one in runs if not one.startswith("08")} | phones

    def guesses(self) -> Iterator[bytes]:
        """Give what somebody would hash who guessed right."""
        texts = set(self.texts) | self.sealed
        for one in self.secrets():
            texts |= {one, f"0{one}", f"62{one}", f"+62{one}", repr(one), json.dumps(one)}
        texts |= set(map(repr, self.digested))
        for path, body in self.bodies:
            for left_out in ((), ("csrf_token",), RANDOM, (*RANDOM, "password")):
                pairs = sorted(
                    (name, str(each))
                    for name, value in body.items()
                    if name not in left_out
                    for each in (value if isinstance(value, list) else [value])
                )
                texts |= {repr((path, pairs)), repr(pairs), urlencode(pairs)}
                texts |= {json.dumps(pairs), json.dumps(dict(pairs)), repr(dict(pairs))}
                texts |= set(map(repr, pairs)) | {f"{name}={value}" for name, value in pairs}
        yield from (one.encode(errors="replace") for one in texts)


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Look on while forms are sent."""
    seen, post, digest_of = Seen(), Reader.post, once.digest_of

    def posted(reader: Reader, path: str, data: dict[str, Any], **kwargs: Any) -> Any:
        seen.bodies.append((path, dict(data)))
        return post(reader, path, data, **kwargs)

    def digested(body: object, **of: str) -> bytes:
        seen.digested += [body, (of["owner"], of["key"], body)]
        return digest_of(body, **of)

    look_on_the_vault(seen, monkeypatch)
    monkeypatch.setattr(Reader, "post", posted)
    monkeypatch.setattr("association.web.forms.digest_of", digested)
    return seen


def look_on_the_vault(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Note what the vault is given, and what it makes of it."""
    index, seal, lay, wrap = Vault.index, Vault.seal, Vault.lay, Parcel.of

    def indexed(vault: Vault, text: str, purpose: str) -> bytes:
        made = index(vault, text, purpose)
        seen.texts |= {text, f"{purpose}\0{text}", f"{purpose}{text}"}
        seen.made.add(made)
        return made

    def sealed(vault: Vault, text: str, place: str) -> bytes:
        made = seal(vault, text, place)
        seen.sealed.add(text)
        seen.made.add(made)
        return made

    def laid(vault: Vault, parcel: Parcel, place: str) -> bytes:
        made = lay(vault, parcel, place)
        seen.made.add(made)
        return made

    def wrapped(text: str) -> Parcel:
        seen.sealed.add(text)
        return wrap(text)

    monkeypatch.setattr(Vault, "index", indexed)
    monkeypatch.setattr(Vault, "seal", sealed)
    monkeypatch.setattr(Vault, "lay", laid)
    monkeypatch.setattr(Parcel, "of", wrapped)


def look(store: Store, seen: Seen) -> None:
    """Note every value that is kept now."""
    with store.opened() as connection:
        for table in db.metadata.tables.values():
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            for row in connection.execute(f'SELECT {names} FROM "{table.name}"'):
                for column, value in zip(table.columns, row, strict=True):
                    if value not in (None, "", b""):
                        seen.kept[f"{table.name}.{column.name}"].add(value)


def readings(value: object) -> Iterator[bytes]:
    """Give the bytes that a value stands for, however they were written."""
    if isinstance(value, bytes):
        yield value
        return
    text = str(value)
    yield text.encode()
    for part in re.findall(r"[0-9a-fA-F]{16,}", text):
        yield bytes.fromhex(part[: len(part) // 2 * 2])
    for part in re.findall(r"[A-Za-z0-9_+/-]{11,}", text):
        whole = part[: len(part) // 4 * 4].translate(str.maketrans("+/", "-_"))
        yield base64.urlsafe_b64decode(whole)


def digests(guesses: Iterator[bytes]) -> set[bytes]:
    """Give the first bytes of every digest without our key."""
    found = set()
    for guess in guesses:
        found |= {hashlib.new(name, guess).digest()[:PART] for name in HASHES}
        found |= {hmac.digest(key, guess, "sha256")[:PART] for key in NO_KEYS}
    return found


def confirming(kept: dict[str, set[Any]], known: set[bytes]) -> set[str]:
    """Name the columns in which one of these digests stands."""
    return {
        name
        for name, values in kept.items()
        for value in values
        for read in readings(value)
        if any(read[at : at + PART] in known for at in range(len(read) - PART + 1))
    }


def readable(kept: dict[str, set[Any]], secrets: set[str]) -> set[tuple[str, str]]:
    """Name the columns in which a secret stands as it is."""
    found = set()
    for name, values in kept.items():
        for value in values:
            text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            digits = set(re.findall(r"\d{9,}", text))
            found |= {(name, run) for run in digits if any(one in run for one in secrets)}
    return found


def not_made_by_the_vault(seen: Seen) -> set[str]:
    """Name the columns that hold derived values of another making."""
    tables = db.metadata.tables
    return {
        name
        for name, values in seen.kept.items()
        for value in values
        if isinstance(tables[name.split(".")[0]].c[name.split(".")[1]].type, sa.LargeBinary)
        or (isinstance(value, str) and LOOKS_DERIVED.fullmatch(value))
        if value not in seen.made
    }


@ON_SQLITE
def test_nothing_that_is_kept_can_be_read_or_confirmed_without_the_key(
    walk: Walk, store: Store, seen: Seen, tmp_path: Path
) -> None:
    seen.kept.clear()
    with store.opened() as connection:
        staged = {
            value
            for table in db.metadata.tables.values()
            for row in connection.execute(f'SELECT * FROM "{table.name}"')
            for value in row
        }
    for stop in chain(each_stop(walk, store), FULL):
        walk.send(stop, walk.open(stop)[1])
        look(store, seen)
    form = walk.open(FULL[0])[1]  # and typed, but not saved
    walk.reader("sari").post("/isian", walk.body(FULL[0], form) | {"untuk": FULL[0].page})
    look(store, seen)
    seen.made |= {value for value in staged if isinstance(value, bytes)}  # made before we looked
    every = {
        f"{table.name}.{one.name}"
        for table in db.metadata.tables.values()
        for one in table.c
        if isinstance(one.type, sa.LargeBinary | sa.String | sa.JSON)
    }
    assert every - seen.kept.keys() == NOT_FILLED
    with whole_database(walk.app) as session:  # and of those who were there before we looked
        for member in session.query(Member):
            seen.sealed |= {member.nik or "", member.phone or ""}
    secrets = seen.secrets()
    assert len(secrets) > 20
    assert {name for name, _run in readable(seen.kept, secrets)} <= SAID_OPENLY
    confirmed = confirming(seen.kept, digests(seen.guesses()))
    assert confirmed <= WITHOUT_KEY.keys() | {"audit_entry.details"}  # the hash of a serah terima
    assert not_made_by_the_vault(seen) == WITHOUT_KEY.keys()
    openly = {value[-9:] for name in SAID_OPENLY for value in seen.kept[name]}
    raw = b"".join(one.read_bytes() for one in tmp_path.glob("guyub.db*"))
    assert [one for one in secrets if one.encode() in raw and one[-9:] not in openly] == []
