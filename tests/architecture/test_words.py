"""Indonesian is the source language: every sentence on a screen can be found by Babel, and so be
translated."""

import ast
import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from tests.architecture.source import ROOT, SAID, modules
from tests.architecture.test_imports import plant
from tests.architecture.texts import bare_arguments, bare_texts, literals, makes, text_of, words_in

ROOT_ERROR = "RuleError"
NAMED = re.compile(r"%(?:\((\w+)\)s|%)")
# Calls whose first argument Babel finds (ngettext: the first two), beside the refusals.
GETTEXT = DEFAULT_KEYWORDS.keys() | {"lazy_gettext"}
ENDS = (".", "?", "!")
# Indonesian that is no sentence for a screen: file and name at its top level, with the reason.
NO_SENTENCES = {
    ("founding.py", "_region"): "said to operators, in English",
    ("enrolment/numbers.py", "KPJ_HEADINGS"): "headings of lists that are read",
    ("reconciliation/headings.py", "WORDS"): "headings of lists that are read",
    ("reconciliation/standings.py", "WORDS"): "words of lists that are read",
    ("reconciliation/undoing.py", "REASON"): "kept as the reason, in the paguyuban's language",
    ("intake/headings.py", "WORDS"): "headings of lists that are read",
    ("intake/pasting.py", "LINE_HEADINGS"): "headings that a pasted list gets, to be read",
    ("intake/pasting.py", "BLOCK_HEADINGS"): "headings that a pasted list gets, to be read",
    ("lists/becoming.py", "member_values"): "kept as the member's note, in the list's language",
    ("lists/pasted_row.py", "_note"): "kept as the member's note, in the list's language",
    ("lists/pasted_cells.py", "NUMBER"): "headings of the spreadsheet, which is read back",
    ("lists/pasted_titles.py", "TITLE_WORDS"): "words of lists that are read",
    ("lists/pasted_stamps.py", "OWN"): "what WhatsApp itself writes into lists",
    ("lists/pasted_doubts.py", "LABEL_WORDS"): "words of lists that are read",
    ("lists/pasted_forms.py", "REMARKS"): "words of lists that are read",
    ("lists/pasted_labels.py", "WHOSE"): "words of lists that are read",
    ("lists/pasted_labels.py", "PLACES"): "words of lists that are read",
    ("lists/pasted_labels.py", "OTHER_PEOPLE"): "words of lists that are read",
    ("lists/pasted_titles.py", "COLUMNS"): "words of lists that are read",
    ("lists/pasted_titles.py", "TALK"): "words of lists that are read",
    ("lists/pasted_titles.py", "SIGNED"): "words of lists that are read",
    ("law/occupations.py", "OCCUPATIONS"): "names of a list, which are written into it",
    ("lists/untitled.py", "untitled"): "stands for a heading, in the list's language",
    ("lists/problems.py", "EARLIER"): "beginnings of sentences that older uploads hold",
    ("lists/written.py", "HEADINGS"): "headings of the spreadsheet, which is read back",
    ("lists/written.py", "_stalls_as_written"): "a cell that must not read as a stall",
    ("rules/people/relations.py", "OTHER_WORDS"): "words of lists that are read",
    ("rules/people/consent.py", "WORDINGS"): "what members agreed to, word by word",
    ("rules/law/sources.py", "SOURCES"): "what a source is and says, as it is cited",
}
Place = tuple[str, str]
DEMO = "demo"  # its people write Indonesian


def refusals(root: Path) -> set[str]:
    """Name RuleError and every class made from it: their first argument is a template that Babel is
    told to look for."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for module in modules(root).values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {ROOT_ERROR}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def wrong_refusals(root: Path) -> list[str]:
    """Name the places where the sentence of a refusal is not written out, or its values do not fit
    into it."""
    found, names = [], refusals(root)
    for module in modules(root).values():
        for node in ast.walk(module.tree):
            if (
                not isinstance(node, ast.Call)
                or getattr(node.func, "id", getattr(node.func, "attr", "")) not in names
            ):
                continue
            where = f"{module.path.relative_to(root)}:{node.lineno}"
            template = node.args[0] if node.args else None
            if not isinstance(template, ast.Constant) or not isinstance(template.value, str):
                found.append(
                    f"rule 3.12: {where} does not write its sentence out: "
                    f'write RuleError("... %(name)s ...", name=name)'
                )
                continue
            wanted = {name for name in NAMED.findall(template.value) if name}
            if missing := wanted - {keyword.arg for keyword in node.keywords}:
                found.append(
                    f"rule 3.12: {where} gives no value for {', '.join(sorted(missing))}: "
                    f"name it as a keyword"
                )
            if node.keywords and "%" in NAMED.sub("", template.value):
                found.append(
                    f"rule 3.12: {where} has a % that is neither %(name)s nor %%: "
                    f"write %% for a plain one"
                )
    return found


def extracted(root: Path) -> set[str]:
    """Give every sentence that pybabel finds with babel.cfg and our own keywords."""
    return {text for _where, text in sentences(root)}


@functools.cache
def sentences(root: Path) -> frozenset[tuple[str, str]]:
    """Give the same, each with the file that says it."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    keywords = DEFAULT_KEYWORDS | dict.fromkeys({"lazy_gettext", *refusals(root)})
    rows = extract_from_dir(root, methods, options, keywords=keywords)
    return frozenset(
        (file, message if isinstance(message, str) else message[0])
        for file, _line, message, *_rest in rows
    )


def escaping(root: Path, known: set[str], allowed: Iterable[Place]) -> Iterator[str]:
    """Name the Indonesian sentences in Python that Babel does not find, outside allowed places."""
    found_by_babel = GETTEXT | refusals(root)
    for module in modules(root).values():
        path = module.path.relative_to(root / "association")
        if path.parts[0] == DEMO:
            continue
        for part in module.tree.body:
            if any(path.as_posix().endswith(file) and makes(part, name) for file, name in allowed):
                continue
            for node in literals(part, found_by_babel):
                if reads_as_indonesian(text := text_of(node), known):
                    yield (
                        f"{path}:{node.lineno} says “{text}”, which Babel does not find: word it "
                        f"with gettext, make it the template of a RuleError, or a code that a "
                        f"wording.py puts into words; what no screen shows goes to NO_SENTENCES"
                    )


def reads_as_indonesian(text: str, known: set[str]) -> bool:
    """Tell whether a text is a sentence, most of whose words are those of our sentences."""
    words = words_in(text)
    if len(words) < 2 or (len(words) == 2 and not text.rstrip().endswith(ENDS)):
        return False
    return sum(word in known for word in words) * 2 >= len(words)


@functools.cache
def vocabulary() -> set[str]:
    """Give the words of all sentences that Babel finds."""
    return {word for sentence in extracted(ROOT) for word in words_in(sentence)}


def test_no_sentence_escapes_babel() -> None:
    assert list(escaping(ROOT, vocabulary(), NO_SENTENCES)) == []


def test_every_place_that_is_let_through_needs_it() -> None:
    said = list(escaping(ROOT, vocabulary(), ()))
    for file, name in NO_SENTENCES:
        assert any(f"{file}:" in one for one in said), f"{file} {name}: in NO_SENTENCES for nothing"


@pytest.mark.parametrize(
    "code",
    [
        "PROBLEM = 'Tempat lahir terlalu panjang.'",
        "def f(name):\n    return f'NIK ini sudah ada di baris {name}.'",
        "def f():\n    return 'hanya nomor urut, tanpa isi'",
        "def f():\n    return 'Nama kosong.'",
        "def f(x):\n    return _('Nama kosong.' if x else 'Nomor HP kosong.')",
        "def f(x):\n    return gettext(f'Simpan {x} anggota lagi')",
        "def f(rows):\n    flash('%s baris tidak disimpan.' % rows)",
        "class A:\n    LABELS = {'a': 'Jenis dagangan terlalu panjang'}",
        "raise ValueError('Berkas ini kosong.')",
        "raise RuleError('%(a)s', a='Lihat lagi di KTP.')",
    ],
)
def test_a_sentence_that_escapes_is_found(tmp_path: Path, code: str) -> None:
    plant(tmp_path / "association", {"rules/a.py": code})
    assert list(escaping(tmp_path, vocabulary(), ()))


@pytest.mark.parametrize(
    "code",
    [
        "'''Nama kosong di sini.'''\ndef f():\n    '''Isi nama seperti di KTP.'''",
        "class A(RuleError): ...\nraise A('Isi nama seperti di KTP.')",
        "x = _('Isi nama seperti di KTP.')\ny = ngettext('satu orang saja', 'dua orang saja', n)",
        "raise ValueError('only a leader works in a paguyuban')",
        "record(tx, by, 'take back yes')",
        "PATH = '/anggota/impor/<id:upload_id>/ditolak.xlsx'",
    ],
)
def test_what_is_no_sentence_is_let_through(tmp_path: Path, code: str) -> None:
    plant(tmp_path / "association", {"rules/a.py": code})
    assert list(escaping(tmp_path, vocabulary(), ())) == []


def test_refusals_write_their_sentences_out() -> None:
    assert wrong_refusals(ROOT) == []


def test_the_templates_hold_no_bare_words() -> None:
    assert list(bare_texts(ROOT)) == []
    assert list(bare_arguments(ROOT)) == []


def test_babel_finds_the_sentences_everywhere() -> None:
    found = extracted(ROOT)
    assert len(found) > 200
    for sentence in (
        "Nomor NIK kurang %(n)s angka (%(count)s dari 16).",  # rules, returned by a function
        "Berkas ini kosong.",  # imports
        # an error with more than a sentence
        "NIK ini sudah ada di daftar Anda, atas nama %(name)s.",
        "Bagian ini harus diisi.",  # lazy_gettext
        "Terlindungi sampai %(day)s",  # a macro
        "nama ibu kandung",  # N_ in the table of a member's fields
    ):
        assert sentence in found


def test_the_documented_keywords_are_all_of_them() -> None:
    told = set(re.findall(r"-k (\w+)", (ROOT / "babel.cfg").read_text()))
    assert told == {"lazy_gettext", *refusals(ROOT)}, (
        "rule 3.12: babel.cfg does not name every class that words a refusal: "
        "put its -k lines right"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise RuleError(f'Nama {x} salah.')", "does not write"),
        ("raise RuleError('Nama ' + x)", "does not write"),
        ("raise RuleError(_('Nama salah.'))", "does not write"),
        ("raise RuleError('a' if x else 'b')", "does not write"),
        ("raise RuleError(str(error)) from None", "does not write"),
        (
            "class Late(RuleError): ...\nclass Later(Late): ...\nraise actions.Later(x)",
            "does not write",
        ),
        ("raise RuleError('Nama %(name)s salah.', nama=x)", "no value for name"),
        ("raise RuleError('Naik 50 % untuk %(name)s.', name=x)", "neither"),
    ],
)
def test_a_broken_refusal_is_found(tmp_path: Path, code: str, said: str) -> None:
    plant(tmp_path / "association", {"rules/a.py": code})
    (found,) = wrong_refusals(tmp_path)
    assert SAID.fullmatch(found)
    assert said in found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<p>Bayar {{ x }}</p>", "Bayar"),
        ("{% if x %}\n<b>Simpan</b>{% endif %}", "Simpan"),
        ('<input placeholder="Cari">', "Cari"),
        ('<svg aria-label="{{ x }} orang">', "orang"),
        ("{% block title %}Masuk{% endblock %}", "Masuk"),
    ],
)
def test_a_bare_word_is_found(tmp_path: Path, text: str, word: str) -> None:
    plant(tmp_path / "templates", {"x.html": text})
    (found,) = bare_texts(tmp_path)
    assert SAID.fullmatch(found) and f" shows “{word}” without _()" in found


@pytest.mark.parametrize(
    "text",
    [
        '{{ ui.press("/x", "Bayar iuran") }}',
        '{{ ui.field(form.name, hint=x or "Bayar iuran") }}',
        '{% call ui.form("/x", aria_label="Bayar iuran") %}{% endcall %}',
    ],
)
def test_a_bare_word_given_to_a_macro_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path / "templates", {"x.html": text})
    assert list(bare_arguments(tmp_path)) == ["templates/x.html:1 gives “Bayar iuran” without _()"]


def test_what_is_fine_is_left_alone(tmp_path: Path) -> None:
    fine = """{# Catatan #}
    <a class="back" href="/{{ id }}" hx-trigger="input changed">{{ _("Kembali ke %(n)s", n=x) }}</a>
    <option value="besar"{% if a > b %} selected{% endif %}>WhatsApp · JKK</option>
    {% block width %}wrap wide{% endblock %}
    {{ ui.press("/x", _("Bayar"), look="btn", hx_trigger="load, submit") }}"""
    plant(tmp_path / "templates", {"x.html": fine})
    plant(
        tmp_path / "association",
        {"rules/a.py": "raise RuleError('Naik 50 %.')\nraise RuleError('%(n)s %%', n=1)"},
    )
    assert [*bare_texts(tmp_path), *bare_arguments(tmp_path)] == []
    assert wrong_refusals(tmp_path) == []
