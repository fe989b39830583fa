"""What is shown of one refused row: the form to mend it, and what became of it."""

from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import lazy_gettext as _

from association.database import db
from association.roster.imports import reads
from association.roster.imports.mending_forms import MendForm, form_class, texts
from association.roster.imports.models import Upload
from association.roster.imports.plans import Fate, Plan, plans
from association.roster.imports.progress import counts
from association.roster.lists.contents import RowRead
from association.roster.lists.markets import known_markets
from association.roster.lists.marks import mask
from association.roster.lists.mending import Line, blamed, kept_nik, line_of
from association.roster.lists.pasted_cells import WRITTEN
from association.roster.lists.problems import Problem
from association.roster.lists.wording import in_words
from association.roster.members import wording
from association.territory.reads import markets_of
from association.web.gate import actor, settings
from association.web.page import Parts

MEND = "roster/imports/mend.html"


@dataclass(frozen=True, slots=True)
class Opened:
    """A refused row, its list, and its texts under plain headings."""

    upload: Upload
    place: int
    row: RowRead
    line: Line

    @property
    def form(self) -> type[MendForm]:
        """Give the form with an input for each text."""
        return form_class(self.line, self.place + 1)


def opened(upload_id: int, number: int) -> Opened | None:
    """Get the row with this number, from 1; None when it is not refused any more. No such row is
    no page."""
    upload, head = reads.upload_and_head(db.session(), upload_id)
    if number > upload.total:
        abort(404)
    row = reads.refused_at(db.session(), upload, number - 1)
    return Opened(upload, number - 1, row, line_of(row, head.columns)) if row else None


def problems_of(one: Opened) -> tuple[Problem, ...]:
    """Give all that stands in the way of a row now."""
    markets = known_markets(db.session(), actor().association_id)
    return plans(db.session(), [one.row], one.upload, markets)[0].row.problems


def asked(one: Opened) -> dict[str, Any]:
    """Gather what the form shows at first."""
    form = one.form(data=texts(one.row, one.line, one.form.inputs))
    about = blamed(one.row, one.line, problems := problems_of(one), today=settings().today())
    return _shown(one, form, form.tell(problems, about))


def asked_again(one: Opened, form: MendForm, plan: Plan) -> dict[str, Any]:
    """Gather what the form shows once more: what was typed, and why it cannot be taken yet, or what
    it would change."""
    if plan.fate is Fate.CHANGED:
        form.agreed.data = "1"
        return _shown(one, form, []) | {"changes": plan.changes, "member": plan.member}
    line, problems = form.line(one.row, one.line), plan.row.problems
    about = blamed(one.row, line, problems, today=settings().today())
    return _shown(one, form, form.tell(problems, about))


def _shown(one: Opened, form: MendForm, rest: list[str]) -> dict[str, Any]:
    kept = kept_nik(one.row, one.line)
    return _common(one.upload, one.place) | {
        "form": form,
        "row": one.row,
        "reasons": rest,
        "kept": kept[-4:] if kept else "",
        "written": mask(one.row.cells.get(WRITTEN, "")).splitlines(),
        "changes": {},
        "member": None,
    }


def became(upload_id: int, number: int, fate: str) -> dict[str, Any]:
    """Gather what became of a mended row, and the counts of its list."""
    upload, _head = reads.upload_and_head(db.session(), upload_id)
    (row,) = reads.rows_at(db.session(), upload_id, [number - 1])
    found = [] if upload.position else reads.findings(db.session(), upload_id)
    told = next((one for one in found if one["place"] == number - 1), None)
    said = _said(fate, row.values.name, is_saved=bool(upload.position))
    return _common(upload, number - 1) | counts(upload) | {"told": told, "said": said}


def _said(fate: str, name: str, *, is_saved: bool) -> str:
    said = {
        (Fate.NEW, False): _("%(name)s siap disimpan."),
        (Fate.CHANGED, False): _("%(name)s sudah ada di daftar anggota dan akan diubah."),
        (Fate.NEW, True): _("%(name)s tersimpan."),
        (Fate.CHANGED, True): _("Data %(name)s diperbarui."),
        (Fate.SAME, False): _("%(name)s sudah sama dengan daftar anggota."),
        (Fate.SAME, True): _("%(name)s sudah sama dengan daftar anggota."),
    }
    sentence = said.get((Fate(fate), is_saved)) if fate else None
    return str(sentence) % {"name": name} if sentence else str(_("Baris ini sudah beres."))


def _common(upload: Upload, place: int) -> dict[str, Any]:
    own = actor().association_id
    markets = {market.id: market.name for market in markets_of(db.session(), own)}
    return {
        "upload": upload,
        "number": place + 1,
        "problem_in_words": in_words,
        "field_names": wording.field_names(),
        "shown": wording.shown,
        "behind": wording.Names(markets=markets),
    }


def parts(number: int, block: str) -> Parts:
    """Name the block that answers for a row's element."""
    return {f"r{number}": block}
