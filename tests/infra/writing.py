"""Holds every test to TRUST: a transaction that writes is short. Nothing long is sealed,
serialised, hashed, rendered or read from a list while one is open."""

import json
import subprocess
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import argon2
import jinja2
import pytest
import xlsxwriter

from association import database
from association.vault import Parcel, Vault

LONG = 4_000  # letters: what the largest log entry or kept answer may have


class LongInWriteTx(BaseException):
    """Nothing catches it: whoever holds the write lock makes everybody wait."""


def _always(*_args: Any, **_named: Any) -> bool:
    return True


LIMITED: tuple[tuple[Any, str, Callable[..., bool]], ...] = (
    (Vault, "seal", lambda _vault, text, _place: len(text) > LONG),
    (Parcel, "of", _always),
    (json, "dumps", lambda *args, **_named: len(repr(args[0])) > LONG),
    (zlib, "compress", _always),
    (argon2.PasswordHasher, "hash", _always),
    (argon2.PasswordHasher, "verify", _always),
    (jinja2.Template, "render", _always),
    (subprocess.Popen, "__init__", _always),
    (xlsxwriter.Workbook, "__init__", _always),
)


def held(name: str, done: Callable[..., Any], is_long: Callable[..., bool]) -> Callable[..., Any]:
    """Give the same function, refused where it takes long while a transaction writes."""

    def refusing(*args: Any, **named: Any) -> Any:
        if database._writing.get() and is_long(*args, **named):
            raise LongInWriteTx(f"{name} inside write_tx: make it ready before (Parcel, TRUST)")
        return done(*args, **named)

    return refusing


@pytest.fixture(scope="session", autouse=True)
def _short_transactions() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for owner, name, is_long in LIMITED:
            done = getattr(owner, name)
            patched.setattr(owner, name, held(f"{owner.__name__}.{name}", done, is_long))
        yield
