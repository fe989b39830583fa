"""Runs what reads a list apart from the server: in a process of its own that may die, with limits
of time and memory. What is short and cannot swell is read at once."""

import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import structlog

from association.roster.lists.containers import (
    damaged,
    holds_macros,
    locked,
    too_large,
    too_many_columns,
    too_many_rows,
)
from association.roster.lists.sheets import Limits, TooMuch, UnreadableFile
from association.rules.house.errors import Busy, RuleError

log = structlog.get_logger()
CHILD = Path(__file__).with_name("reader_child.py")
# Each child may take half a gigabyte and a core: more than two wait, more than four are sent away.
CHILDREN, SEATS = threading.BoundedSemaphore(2), threading.BoundedSemaphore(4)
LONGEST_WAIT = 5  # seconds
SMALL = 16 * 1024  # bytes that are read at once: a tenth of a second at most
HERE = Limits(characters=100_000, unpacked_bytes=2 * 1024 * 1024, rows=250)  # what is read so
IS_CHILD = False  # set in the child
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a job gives: plain facts, and long texts to be sealed as they are."""

    facts: Plain
    texts: tuple[str, ...] = ()


Job = Callable[..., Told]  # (data, and by name limits and plain values)


def apart(
    job: Job, data: bytes, *, limits: Limits | None = None, weight: int = 0, **about: Any
) -> Told:
    """Do a job on these bytes; the other arguments are plain values, as JSON has them.

    The job is a function of a module that knows neither tables nor requests; it gets the limits of
    a file where they are given. `weight` is how much the bytes hold, when that is more than they
    are. Raises RuleError as the job does, UnreadableFile when it took too much time or memory, Busy
    when too many lists are read already.
    """
    head = {"job": f"{job.__module__}:{job.__name__}", "limits": limits, "about": about}
    first = json.dumps(head, default=asdict).encode()
    if max(len(data), weight) + len(first) <= SMALL:
        few = {"limits": limits.at_most(HERE)} if limits else {}
        with suppress(TooMuch):
            return job(data, **few, **about)
    limits = limits or Limits()
    first, _, rest = run(first, data, limits=limits).partition(b"\n")
    answer = first_line(first)
    if "error" in answer:
        if "at" in answer:  # no flaw of the file: ours
            log.error("a list was not read", job=head["job"], at=answer["at"])
        raise refusal(answer["error"], limits)
    texts, at = [], 0
    for length in answer["lengths"]:
        texts.append(rest[at : at + length].decode())
        at += length
    return Told(answer["facts"], tuple(texts))


def run(head: bytes, data: bytes, *, limits: Limits) -> bytes:
    """Let a child answer; raises UnreadableFile when it dies or takes too long, Busy."""
    command = [sys.executable, "-I", str(CHILD), str(limits.memory_bytes), str(limits.seconds)]
    environment = {name: value for name, value in os.environ.items() if "GUYUB" not in name}
    try:
        with _seat():
            done = subprocess.run(  # noqa: S603
                command,
                input=head + b"\n" + data,
                capture_output=True,
                timeout=limits.patience,
                check=False,
                env=environment,
            )
    except subprocess.TimeoutExpired:
        raise too_slow() from None
    except OSError:  # the machine has no process or no memory left to give
        raise Busy from None
    if done.returncode != 0:
        raise too_slow() if done.returncode < 0 else damaged()
    return done.stdout


def first_line(told: bytes) -> Any:
    """Read the line of JSON that a child begins with."""
    try:
        return json.loads(told)
    except ValueError:
        raise damaged() from None


@contextmanager
def _seat() -> Iterator[None]:
    """Wait for a child's turn, but neither long nor with many."""
    if not SEATS.acquire(blocking=False):
        raise Busy
    try:
        if not CHILDREN.acquire(timeout=LONGEST_WAIT):
            raise Busy
        try:
            yield
        finally:
            CHILDREN.release()
    finally:
        SEATS.release()


def answer(head: Plain, data: bytes) -> bytes:
    """Do in the child what `apart` asks for."""
    module, _, name = head["job"].partition(":")
    job: Job = getattr(importlib.import_module(module), name)
    limits = {"limits": Limits(**head["limits"])} if head["limits"] else {}
    try:
        told = job(data, **limits, **head["about"])
    except RuleError as error:
        return json.dumps({"error": error.plain}).encode()
    texts = [text.encode() for text in told.texts]
    first = {"facts": told.facts, "lengths": [len(text) for text in texts]}
    return b"".join((json.dumps(first).encode(), b"\n", *texts))


def too_slow() -> UnreadableFile:
    """Make the refusal of what took too much time or memory."""
    return UnreadableFile(
        "Berkas ini terlalu rumit untuk dibaca. Salin daftar namanya saja ke berkas baru, lalu "
        "unggah lagi."
    )


def refusal(error: str | Plain, limits: Limits) -> RuleError:
    """Make the refusal that a child told: what a rule said, or the limit by its word."""
    if isinstance(error, str):
        return {
            "password": locked(),
            "macros": holds_macros(),
            "rows": too_many_rows(limits),
            "columns": too_many_columns(limits),
            "characters": too_large(),
            "memory": too_slow(),
        }.get(error) or damaged()
    return UnreadableFile.of(error)
