"""The public page that checks a copy of a sealed roster (/lembar)."""

import hashlib
from typing import Any

from flask import request
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.roster.sealed import actions, reads
from association.roster.sealed.forms import RowForm
from association.roster.sealed.reads import Paper
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web.gate import Pages, settings
from association.web.page import Answer, page, refused
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("sealed_check")


@pages.get("/lembar/<code>", may=May.SEE_PUBLIC)
def public(code: str) -> Answer:
    """Say what a sealed roster is: whose, of when, how many rows, and its hashes."""
    return page("roster/sealed/check.html", **_checking(_found(code)))


def _found(code: str) -> Paper:
    """Find what the code on a paper stands for; everybody sees the same, whoever asks."""
    set_reach(db.session(), Visitor())
    return reads.by_code(db.session(), code)


def _checking(kept: Paper) -> dict[str, Any]:
    return {
        "kept": kept,
        "code": display_card_code(kept.code),
        "form": RowForm(),
        "row": None,
        "same": None,
        "copy": "",
        "problem": "",
        "file_problem": "",
    }


@pages.post("/lembar/<code>", may=May.SEE_PUBLIC)
def compare(code: str) -> Answer:
    """Tell whether a copy is the file that was sealed. It is hashed while it is read, and not
    kept."""
    kept = _found(code)
    file = request.files.get("file")
    if file is None or not file.filename:
        problem = _("Belum ada berkas. Pilih berkas PDF-nya dulu.")
        return refused("roster/sealed/check.html", **(_checking(kept) | {"file_problem": problem}))
    copy = hashlib.file_digest(file.stream, "sha256").digest()  # type: ignore[arg-type]
    return page(
        "roster/sealed/check.html",
        **(_checking(kept) | {"same": copy == kept.pdf_hash, "copy": copy.hex()}),
    )


@pages.post("/lembar/<code>/baris", may=May.SEE_PUBLIC)
def one_row(code: str) -> Answer:
    """Show one row as it is printed, to hold a paper copy against."""
    form, shown = RowForm.received(), _checking(_found(code))
    if not form.validate():
        return refused("roster/sealed/check.html", **(shown | {"form": form}))
    try:
        row = actions.printed_row(
            code, form.number.value, network=request.remote_addr or "", clock=settings().now
        )
    except RuleError as error:
        form.refuse("number", in_words(error))
        return refused("roster/sealed/check.html", **(_checking(_found(code)) | {"form": form}))
    except TooManyTries as error:
        why, context = _("Sudah banyak baris diperiksa hari ini."), _checking(_found(code))
        return wait_first(error, "roster/sealed/check.html", why=why, **context | {"form": form})
    return page(
        "roster/sealed/check.html", **(_checking(_found(code)) | {"form": form, "row": row})
    )
