"""Record a contribution, inside the member's own page."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.contributions import actions, forms
from association.cover.contributions.numbers import NumberTaken
from association.database import db
from association.people.participants.reads import Waiting
from association.roster.members import reads
from association.roster.members.context import detail_context
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.coverage import Coverage, Status
from association.rules.law.owed import months_to_collect
from association.rules.law.payments import GapInMonths
from association.rules.people.dates import format_date
from association.web.gate import Pages, by, settings
from association.web.page import Answer, done, page, refused
from association.web.words import in_words

pages = Pages("contributions")
DETAIL = "roster/members/detail.html"


@pages.get("/anggota/<id:member_id>/iuran", may=May.RECORD_CONTRIBUTION)
def ask(member_id: int) -> Answer:
    """Show the contribution form in the member's page; what the URL asks is priced anew."""
    member = reads.one(db.session(), member_id)
    context = detail_context(member)
    asked = request.args if "months" in request.args else None
    form = forms.start(context["cover"], context["terms"], asked=asked)
    return page(DETAIL, parts=("cover",), **(context | _form_context(form, context)))


@pages.post("/anggota/<id:member_id>/iuran", may=May.RECORD_CONTRIBUTION)
def record(member_id: int) -> Answer:
    """Record the months; the new "terlindungi sampai" shows at once."""
    form = forms.ContributionForm.received()
    if "recount" in request.form:  # the amounts for what was chosen, nothing saved
        context = detail_context(reads.one(db.session(), member_id))
        return page(DETAIL, parts=("cover",), **(context | _form_context(form, context)))
    problem, error = _try_to_record(member_id, form)
    context = detail_context(reads.one(db.session(), member_id))
    if problem:
        return refused(
            DETAIL,
            parts=("cover",),
            **(context | _form_context(form, context, problem, error)),
        )
    return done(
        DETAIL,
        parts=("cover",),
        to=url_for("members.detail", member_id=member_id),
        **(context | {"said": _told(context["cover"], context["waiting"])}),
    )


def _try_to_record(member_id: int, form: forms.ContributionForm) -> tuple[str, RuleError | None]:
    """Record, or say in a sentence why not, with the refusal: some ask for a tick."""
    if not form.validate():
        return _("Belum tersimpan. Perbaiki yang ditandai."), None
    try:
        actions.record(member_id, form.payment(), by(), today=settings().today(), once=form.once())
    except RuleError as error:
        return in_words(error), error
    return "", None


def _told(cover: Coverage, waiting: Waiting | None) -> str:
    if waiting:
        return str(_("Tersimpan."))
    if cover.protected_until:
        return str(
            _("Tersimpan. Sudah bayar sampai %(day)s.", day=format_date(cover.protected_until))
        )
    if cover.arrears:
        return str(
            _("Tersimpan. Masih menunggak %(n)s bulan, jadi belum terlindungi.", n=cover.arrears)
        )
    return str(_("Tersimpan. Iuran bulan ini belum dibayar, jadi belum terlindungi."))


def _form_context(
    form: forms.ContributionForm,
    context: dict[str, Any],
    problem: str = "",
    error: RuleError | None = None,
) -> dict[str, Any]:
    cover = context["cover"]
    form.settle()
    ticks = []
    if isinstance(error, GapInMonths) or form.gap_confirmed.data:
        ticks.append(form.gap_confirmed)
    if isinstance(error, NumberTaken) or form.number_confirmed.data:
        ticks.append(form.number_confirmed)
    owed = months_to_collect(cover, today=settings().today())
    periods = forms.periods(form, context["terms"], owed=owed)
    return {
        "form": form,
        "form_template": "cover/contributions/form.html",
        "problem": problem,
        "ticks": ticks,
        "periods": periods,
        "says": forms.says(form, periods),
        "months_owed": owed if cover.status in (Status.ARREARS, Status.DUE) else 0,
        "first_months": forms.first_months(cover),
        "incomes": forms.incomes(form),
    }
