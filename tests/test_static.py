"""What the browser loads: old enough a language for the oldest phones, unchanged from what was
checked, and small."""

import hashlib
import re
import subprocess
from pathlib import Path

import brotli
import pytest

from tests.architecture.source import ROOT

STATIC = ROOT / "static"
# script/vendor-htmx parses its result as ES2015 with acorn and prints this; a file changed by hand
# is not that file.
HTMX_SHA256 = "4cb2a7420ea2e599b594dfcb0c37f383ed7b975af1d58d201eb7754ee9dad9c1"
# Compressed bytes, out of 28 KB for a cold page.
BUDGET = {"htmx.min.js": 15_800, "app.css": 3_400, "app.js": 3_600, "icon.svg": 400}
TOTAL = 22_200
# What one page loads besides: what waits to be sent and, with it, who came (4 seconds after the
# page, or when it is touched); the worker, later still; whose turn it is; a photo made small; what
# is printed; a poster, a sheet, a report.
BESIDE = {
    "outbox.js": 4_300,
    "attend.js": 2_200,
    "turn.js": 600,
    "photo.js": 1_450,
    "sw.js": 2_000,
    "paper.js": 550,
    "poster.css": 600,
    "sheet.css": 500,
    "report.css": 500,
}

STRING = r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`"
COMMENT = r"/\*.*?\*/|//[^\n]*"
REGEX = r"(?<=[=(,:;!&|?{}\n])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*"
SKIPPED = re.compile(f"{COMMENT}|{STRING}|{REGEX}", re.DOTALL)
TOO_NEW = {
    r"\?\.(?!\d)": "optional chaining (Chrome 80)",
    r"\?\?": "?? (Chrome 80)",
    r"(?:&&|\|\|)=": "logical assignment (Chrome 85)",
    r"[^\w]#[a-zA-Z_]": "private names (Chrome 74)",
    r"\b\d[\d]*_\d": "numeric separators (Chrome 75)",
    r"\.(?:replaceAll|matchAll|at|flat|flatMap|fromEntries|allSettled)\(": "a newer method",
    r"\.(?:replaceChildren|structuredClone)\(": "a newer method",
    r"\b(?:structuredClone|queueMicrotask)\(": "a newer function",
    r"\bAbortSignal\.timeout\b": "a newer function",
    r"\bcatch\s*\{": "catch without a name (ES2019)",
}
TOO_NEW_CSS = {
    r":(?:is|where|has)\(": ":is, :where, :has",
    r"(?<![\w-])inset\s*:": "inset",
    r"aspect-ratio\s*:": "aspect-ratio",
    r"clamp\(": "clamp",
    r"@layer\b|@container\b": "@layer, @container",
    (
        r",[^{}]*:focus-visible[^{}]*\{|:focus-visible[^{}]*,[^{}]*\{"
    ): ":focus-visible in a list of selectors",
    r"https?:|@import|@font-face": "something loaded from elsewhere",
}


def too_new(code: str) -> list[str]:
    """Name what a script holds that Chrome 71 does not read, outside strings, comments and regular
    expressions."""
    bare = SKIPPED.sub(lambda hit: "" if hit[0][:2] in {"//", "/*"} else '""', code)
    return [what for pattern, what in TOO_NEW.items() if re.search(pattern, bare)]


def our_scripts() -> list[Path]:
    return sorted(path for path in STATIC.rglob("*.js") if path.name != "htmx.min.js")


def test_htmx_is_the_file_that_was_parsed_as_es2015() -> None:
    code = (STATIC / "htmx.min.js").read_bytes()
    assert hashlib.sha256(code).hexdigest() == HTMX_SHA256, (
        "run script/vendor-htmx and put its sum here"
    )
    assert b"?." not in code
    assert b"??" not in code
    assert b'version:"2.0.11"' in code


@pytest.mark.parametrize("name", ["app.js", "attend.js", "outbox.js"])
def test_it_is_made_of_its_parts(tmp_path: Path, name: str) -> None:
    """One request for the page instead of two; edit the parts, never the file."""
    made = tmp_path / name
    subprocess.run([ROOT / "script" / "join-attend", made], check=True)
    assert (STATIC / name).read_text() == made.read_text(), "run script/join-attend"


@pytest.mark.parametrize("path", our_scripts(), ids=lambda path: path.name)
def test_our_scripts_run_on_old_phones(path: Path) -> None:
    assert too_new(path.read_text()) == []


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_styles_work_on_old_phones(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert [what for pattern, what in TOO_NEW_CSS.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("a?.b", 1),
        ("a = b ?? c", 1),
        ("try { a() } catch { b() }", 1),
        ("a ||= 1", 1),
        ("x.replaceAll('a', 'b')", 1),
        ("a = b ? .5 : 1; c = d?.5:1", 0),
        ("say('what?? a?.b'); // a?.b\nx = /a??b/.test(y)", 0),
        ("try { a() } catch (e) { b() }", 0),
    ],
)
def test_what_is_too_new_is_found(code: str, found: int) -> None:
    assert len(too_new(code)) == found


def test_what_a_page_loads_is_small() -> None:
    shipped = [path for path in STATIC.glob("*") if path.suffix in {".js", ".css", ".svg"}]
    sizes = {path.name: len(brotli.compress(path.read_bytes())) for path in shipped}
    assert {
        name: size for name, size in sizes.items() if size > (BUDGET | BESIDE).get(name, 0)
    } == {}
    assert sum(size for name, size in sizes.items() if name in BUDGET) <= TOTAL
