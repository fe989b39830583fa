"""TRUST, Secrets: a digest of what people are, write or own needs the vault's key; without a key a
NIK is confirmed by trying them all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, imports, modules
from tests.architecture.test_imports import plant

RULE = (
    "TRUST, Secrets: use vault.index(text, purpose); a digest without a key needs its reason in "
    "tests/architecture/test_hashes.py"
)
# Where a digest without our key is made, and why nobody learns of a person by it.
REASONS = {
    "association.vault": "makes the keyed ones",
    "association.web.assets": "of our own static files",
    "association.web.csrf": "stretches a random salt; of no data",
    "association.people.accounts.reads": "of tokens of 256 random bits",
    "association.people.accounts.codes": "of a moment, keyed by 160 random bits",
    "association.people.accounts.passwords": "Argon2id, with a salt",
    "association.people.handover.proposing": "of a text with 128 random bits in it",
    "association.roster.sealed.actions": "of the paper, which its holder can check: no NIK, phone",
    "association.roster.sealed.check_pages": "of the copy that is held against the paper",
    "association.roster.sealed.pages": "of the paper: printed on it",
}
MAKERS = {
    "hashlib",
    "hmac",
    "zlib.crc32",
    "zlib.adler32",
    "uuid.uuid3",
    "uuid.uuid5",
    "binascii.crc32",
}
MAKERS |= {"argon2", "passlib", "bcrypt", "werkzeug.security", "itsdangerous", "Crypto", "_hashlib"}
OF_CRYPTOGRAPHY = "cryptography.hazmat.primitives"
IN_SQL = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "digest", "hashtext", "crc32")


def makers(root: Path) -> list[str]:
    """Name every module that can make a digest and has no reason, and every reason without one."""
    found, used = [], set()
    for module in modules(root).values():
        lines = list(_made(module))
        if lines and module.name in REASONS:
            used.add(module.name)
        else:
            found += [f"{module.name}:{line} {what}. {RULE}" for line, what in lines]
    if root == ROOT:
        found += [f"{one} makes no digest any more" for one in REASONS.keys() - used]
    return found


def _made(module: Module) -> Iterator[tuple[int, str]]:
    for name, line in imports(module):
        if name.startswith(OF_CRYPTOGRAPHY) or any(
            name == one or name.startswith(f"{one}.") for one in MAKERS
        ):
            yield line, f"imports {name}"
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "hash"
        ):
            yield node.lineno, "calls hash()"
        elif isinstance(node, ast.Attribute) and f"{ast.unparse(node.value)}.{node.attr}" in MAKERS:
            yield node.lineno, f"calls {node.attr}"
        elif _is_func(node) and node.attr in IN_SQL:  # type: ignore[attr-defined]
            yield node.lineno, "lets the database make one"  # type: ignore[attr-defined]


def _is_func(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] == "func"


def test_every_digest_without_a_key_has_its_reason() -> None:
    assert makers(ROOT) == []


@pytest.mark.parametrize(
    "code",
    [
        "import hashlib",
        "from hashlib import sha256",
        "def f():\n    from hashlib import md5",
        "import hmac",
        "import zlib\n\ndef f(text):\n    return zlib.crc32(text)",
        "from zlib import crc32",
        "import uuid\n\ndef f(nik):\n    return uuid.uuid5(uuid.NAMESPACE_OID, nik)",
        "from cryptography.hazmat.primitives import hashes",
        "def f(nik):\n    return hash(nik)",
        "import sqlalchemy as sa\n\ndef f(column):\n    return sa.func.md5(column)",
        "from sqlalchemy import func\n\ndef f(column):\n    return func.sha256(column)",
    ],
)
def test_a_digest_is_found_however_it_is_made(tmp_path: Path, code: str) -> None:
    path = "association/roster/members/actions.py"
    good = {"vault.py": "import hashlib\n", "roster/members/actions.py": "import zlib\n"}
    plant(tmp_path / "association", good)
    assert makers(tmp_path) == []
    (tmp_path / path).write_text(f"{code}\n")
    found = "\n".join(makers(tmp_path))
    assert "association.roster.members.actions" in found
    assert "vault.index" in found
