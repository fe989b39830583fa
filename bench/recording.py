"""A disk that remembers: an SQLite VFS that keeps every write and sync, so that a power cut can be
played at any moment of them.

What a file system owes after a cut is only what was synced before it. Of what was written since,
any part may be there or not, page by page.
"""

import ctypes
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pysqlite3 import _sqlite3

SECTOR = 512
NAME = b"recording"


class _Methods(Structure):
    """The head of sqlite3_io_methods, up to what we take over; the rest is copied with it."""


_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_Methods._fields_ = [
    ("version", c_int),
    ("close", c_void_p),
    ("read", c_void_p),
    ("write", _WRITE),
    ("truncate", _TRUNCATE),
    ("sync", _SYNC),
    ("rest", c_void_p * 13),
]


class _File(Structure):
    """The head of sqlite3_file."""

    _fields_ = [("methods", POINTER(_Methods))]


_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)


class _Vfs(Structure):
    """The head of sqlite3_vfs, up to what we take over; the rest is copied with it."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("following", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("rest", c_void_p * 14),
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: "write", "truncate", "sync" or "delete" of a file, or "said" what
    somebody was told by then."""

    what: str
    path: str
    offset: int = 0
    data: bytes = b""


class Disk:
    """What happened to the files of one folder since the recording began, in order."""

    def __init__(self, folder: Path, start: Path) -> None:
        """Remember the files of `folder`, which are copied to `start` as they are now."""
        self.folder, self.start = folder, start
        self.steps: list[Step] = []
        shutil.copytree(folder, start)

    def say(self, text: str) -> None:
        """Note that somebody was told this by now."""
        self.steps.append(Step("said", text))

    def cut(self, at: int, into: Path, luck: random.Random) -> set[str]:
        """Write the files as a cut after so many steps may leave them; gives what was told by
        then."""
        shutil.copytree(self.start, into)
        said, steps = set(), self.steps[:at]
        synced = {one.path: n for n, one in enumerate(steps) if one.what == "sync"}
        for n, step in enumerate(steps):
            if step.what == "said":
                said.add(step.path)
            elif n <= synced.get(step.path, -1):
                _put(into, step)
            else:
                _put_by_luck(into, step, luck)
        return said


def _put(into: Path, step: Step) -> None:
    path = into / step.path
    if step.what == "delete":
        path.unlink(missing_ok=True)
    elif step.what != "sync":
        with path.open("r+b" if path.exists() else "w+b") as file:
            if step.what == "truncate":
                file.truncate(step.offset)
            else:
                file.seek(step.offset)
                file.write(step.data)


def _put_by_luck(into: Path, step: Step, luck: random.Random) -> None:
    """Put what nobody synced: all of it, none, or some of its sectors."""
    if step.what != "write":
        if luck.random() < 0.5:
            _put(into, step)
        return
    for start in range(0, len(step.data), SECTOR):
        if luck.random() < 0.5:
            piece = step.data[start : start + SECTOR]
            _put(into, Step("write", step.path, step.offset + start, piece))


@contextmanager
def recorded(folder: Path, start: Path) -> Iterator[Disk]:
    """Record what SQLite does to the files of `folder` in connections opened from now on."""
    disk, library = Disk(folder, start), ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    usual = library.sqlite3_vfs_find(None)
    shim = _shim(usual.contents, disk)
    library.sqlite3_vfs_register(ctypes.byref(shim), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_register(usual, 1)
        library.sqlite3_vfs_unregister(ctypes.byref(shim))


def _shim(usual: _Vfs, disk: Disk) -> _Vfs:
    """Make a VFS that does what the usual one does, and notes it."""
    names: dict[int, str] = {}  # by the address of the open file
    lock = threading.Lock()
    kept: list[Any] = []  # what C points to must not be collected

    def note(file: int, step: str, offset: int = 0, data: bytes = b"") -> None:
        if file in names:
            disk.steps.append(Step(step, names[file], offset, data))

    def opened(vfs: int, name: int, file: Any, flags: int, out: int) -> int:
        done = int(usual.open(vfs, name, file, flags, out))
        path = ctypes.string_at(name).decode() if name else ""
        address = ctypes.addressof(file.contents)
        names.pop(address, None)
        if done == 0 and Path(path).parent == disk.folder:
            names[address] = Path(path).name
            file.contents.methods = ctypes.pointer(own_methods(file.contents.methods.contents))
        return done

    made: dict[int, _Methods] = {}

    def own_methods(theirs: _Methods) -> _Methods:
        return made.setdefault(ctypes.addressof(theirs), _noting(theirs, note, lock, kept))

    def deleted(vfs: int, name: bytes, sync: int) -> int:
        with lock:
            done = int(usual.delete(vfs, name, sync))
            if Path(name.decode()).parent == disk.folder:
                disk.steps.append(Step("delete", Path(name.decode()).name))
            return done

    shim = _Vfs()
    ctypes.memmove(ctypes.byref(shim), ctypes.byref(usual), ctypes.sizeof(_Vfs))
    shim.name, shim.open, shim.delete = NAME, _OPEN(opened), _DELETE(deleted)
    kept.append(shim)
    return shim


def _noting(theirs: _Methods, note: Any, lock: Any, kept: list[Any]) -> _Methods:
    """Copy the methods of a file, with ours around what changes it."""
    own = _Methods()
    ctypes.memmove(ctypes.byref(own), ctypes.byref(theirs), ctypes.sizeof(_Methods))
    write, truncate, sync = theirs.write, theirs.truncate, theirs.sync

    def writes(file: int, data: int, size: int, offset: int) -> int:
        with lock:
            note(file, "write", offset, ctypes.string_at(data, size))
            return int(write(file, data, size, offset))

    def truncates(file: int, size: int) -> int:
        with lock:
            note(file, "truncate", size)
            return int(truncate(file, size))

    def syncs(file: int, flags: int) -> int:
        done = int(sync(file, flags))
        with lock:
            note(file, "sync")
        return done

    own.write, own.truncate, own.sync = _WRITE(writes), _TRUNCATE(truncates), _SYNC(syncs)
    kept.append((own, theirs))
    return own
