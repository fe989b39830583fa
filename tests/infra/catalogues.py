"""The catalogues of other languages: held against the sentences of the source, brought up to date,
compiled (script/translations)."""

import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from association.web.language import LANGUAGES, OURS, PLURAL
from tests.architecture.source import ROOT

FOLDER = ROOT / "translations"
NAMED = re.compile(r"%\((\w+)\)s|%%|%.?")
TAGS = re.compile(r"</?[a-z]+|&\w+;")
SOME_DAY = datetime(2026, 11, 27, tzinfo=UTC)  # git knows better when it changed
OTHERS = tuple(code for code in LANGUAGES if code != OURS)


def path_of(code: str, ending: str = "po") -> Path:
    """Give where the catalogue of a language lies."""
    return FOLDER / code / "LC_MESSAGES" / f"messages.{ending}"


def read(code: str) -> dict[str, str]:
    """Read a language's catalogue, but for what is only guessed (fuzzy)."""
    with path_of(code).open("rb") as file:
        return {
            str(one.id): str(one.string) for one in read_po(file, code) if one.id and not one.fuzzy
        }


def compiled(known: Mapping[str, str], code: str) -> bytes:
    """Make the catalogue that is read when the site runs."""
    made = io.BytesIO()
    write_mo(made, _catalogue(known, code))
    return made.getvalue()


def wrong(known: Mapping[str, str], sentences: set[str]) -> Iterator[str]:
    """Name what is missing in a catalogue, left over, or does not hold what its sentence holds."""
    for one in sorted(sentences):
        if not known.get(one):
            yield f"missing: {one}"
        elif said := _differs(one, known[one]):
            yield f"{said}: {one} -> {known[one]}"
    yield from (f"stale: {one}" for one in sorted(known.keys() - sentences))


def _differs(sentence: str, translation: str) -> str:
    """Say in what a translation does not agree with its sentence."""
    plain = PLURAL.sub(r"\2 \3", translation)
    names = {hit[1] for hit in PLURAL.finditer(translation)}
    wanted, has = (set(NAMED.findall(text)) | _odd(text) for text in (sentence, plain))
    if wanted != has or not names <= wanted:
        return "other values"
    if sorted(TAGS.findall(sentence)) != sorted(TAGS.findall(plain)):
        return "other tags"
    if "{" in plain or "}" in plain:
        return "a plural that is not read"
    return ""


def _odd(text: str) -> set[str]:
    """Give the % of a text that no value takes: a translation has as many."""
    return {hit[0] for hit in NAMED.finditer(text) if not hit[1]}


def _catalogue(known: Mapping[str, str], code: str) -> Catalog:
    made = Catalog(
        code, project="Guyub", fuzzy=False, creation_date=SOME_DAY, revision_date=SOME_DAY
    )
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8")]
    for sentence in sorted(known):
        made.add(sentence, known[sentence])
    return made


def write(known: Mapping[str, str], code: str) -> None:
    """Write a catalogue: sorted and without places, so that two who add sentences seldom meet."""
    path_of(code).parent.mkdir(parents=True, exist_ok=True)
    with path_of(code).open("wb") as file:
        write_po(file, _catalogue(known, code), no_location=True, omit_header=False, width=100)
    path_of(code, "mo").write_bytes(compiled(known, code))


def main(arguments: list[str]) -> int:
    """Bring every catalogue up to date; say what is missing, and how many are left over."""
    from tests.architecture.test_words import extracted

    sentences, lacking = extracted(ROOT), 0
    for code in OTHERS:
        known = read(code) if path_of(code).exists() else {}
        if len(arguments) == 2 and arguments[0] == code:
            known |= json.loads(Path(arguments[1]).read_text())
        left = known.keys() - sentences
        write({one: known.get(one, "") for one in sentences}, code)
        missing = sorted(one for one in sentences if not known.get(one))
        print(f"{code}: {len(sentences)} sentences, {len(left)} left out, {len(missing)} missing")
        print(json.dumps(dict.fromkeys(missing, ""), ensure_ascii=False, indent=1))
        lacking += len(missing)
    return min(lacking, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
