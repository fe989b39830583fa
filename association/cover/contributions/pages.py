"""Record a contribution, inside the member's own page."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.contributions import actions, forms
from association.database import db
from association.people.participants import reads as coverage_reads
from association.roster.members import reads
from association.roster.members.context import detail_context
from association.roster.members.sections import MEMBER_PAGE, MemberShown
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.coverage import Coverage, Run
from association.rules.law.payments import GapInMonths
from association.rules.law.years import year_of, years_of
from association.rules.people.dates import format_date
from association.web.forms import Form
from association.web.gate import Pages, by, settings
from association.web.page import Answer, asked_id, done, moved, page, posted_text, refused
from association.web.words import in_words

pages = Pages("contributions")
DETAIL = "roster/members/detail.html"
RECEIPTS = 1  # contributions shown before a year is asked for: the answer to a save fits one packet


@MEMBER_PAGE.hand_in("paid", "cover/contributions/paid.html")
def paid_part(shown: MemberShown) -> dict[str, Any]:
    """Give the months and contributions of the year asked for, and the years; else this year's
    months and the last contribution."""
    member, contributions, today = shown.member, shown.contributions, settings().today()
    runs = [Run(one.first_month, one.last_month) for one in contributions]
    years = years_of(runs, today=today)
    asked = asked_id("tahun") or 0
    year = asked if asked in years else today.year
    of_year = [one for one in contributions if one.first_month.year <= year <= one.last_month.year]
    listed = of_year if asked in years else contributions[:RECEIPTS]
    return {
        "years": years,
        "year": year_of(runs, shown.cover, year=year, today=today),
        "contributions": listed,
        "more": bool(set(of_year) - set(listed)),
        "voided": coverage_reads.voided(db.session(), member.participant_id)
        if member.participant_id
        else [],
        "own": member.association_id,
    }


@pages.get("/anggota/<id:member_id>/iuran", may=May.RECORD_CONTRIBUTION)
def ask(member_id: int) -> Answer:
    """Show the contribution form in the member's page; what the URL asks is priced anew."""
    member = reads.one(db.session(), member_id)
    context = detail_context(member)
    income = member.participant.income if member.participant else None
    asked = request.args if "months" in request.args else None
    form = forms.start(
        context["cover"], programmes=context["programmes"], income=income, asked=asked
    )
    return page(DETAIL, parts=("cover",), **(context | _form_context(form, context["cover"])))


@pages.post("/anggota/<id:member_id>/iuran", may=May.RECORD_CONTRIBUTION)
def record(member_id: int) -> Answer:
    """Record the months; the new "terlindungi sampai" shows at once."""
    form = forms.ContributionForm.received()
    if (
        "recount" in request.form
    ):  # without JavaScript: the amounts for what was chosen, nothing saved
        context = detail_context(reads.one(db.session(), member_id))
        return page(DETAIL, parts=("cover",), **(context | _form_context(form, context["cover"])))
    problem, gap = _try_to_record(member_id, form)
    context = detail_context(reads.one(db.session(), member_id))
    if problem:
        return refused(
            DETAIL,
            parts=("cover",),
            **(context | _form_context(form, context["cover"], problem, gap=gap)),
        )
    return done(
        DETAIL,
        parts=("cover",),
        to=url_for("members.detail", member_id=member_id),
        **(context | {"said": _told(context["cover"])}),
    )


@pages.get("/anggota/<id:member_id>/iuran/<id:contribution_id>/batal", may=May.RECORD_CONTRIBUTION)
def ask_to_void(member_id: int, contribution_id: int) -> Answer:
    """Ask why a contribution is to be declared void."""
    return page(
        "cover/contributions/void.html",
        form=Form(),
        reason="",
        problem="",
        **_voiding(member_id, contribution_id),
    )


@pages.post("/anggota/<id:member_id>/iuran/<id:contribution_id>/batal", may=May.RECORD_CONTRIBUTION)
def void(member_id: int, contribution_id: int) -> Answer:
    """Declare a contribution void."""
    context, reason, form = (
        _voiding(member_id, contribution_id),
        posted_text("reason"),
        Form.received(),
    )
    try:
        actions.void(
            contribution_id, context["member"].participant_id, by(), reason=reason, once=form.once()
        )
    except RuleError as error:
        again = {"form": form, "reason": reason, "problem": in_words(error)}
        return refused(
            "cover/contributions/void.html", **(_voiding(member_id, contribution_id) | again)
        )
    said = _("Dibatalkan. Catatannya tetap tersimpan, bulan itu kembali belum dibayar.")
    return moved(url_for("members.detail", member_id=member_id), said)


def _voiding(member_id: int, contribution_id: int) -> dict[str, Any]:
    """Get the member and the contribution; NoResultFound for what the paguyuban did not record for
    this member."""
    member = reads.one(db.session(), member_id)
    return {
        "member": member,
        "paid": coverage_reads.recorded(
            db.session(),
            contribution_id,
            participant_id=member.participant_id,
            association_id=member.association_id,
        ),
    }


def _try_to_record(member_id: int, form: forms.ContributionForm) -> tuple[str, bool]:
    """Record, or say in a sentence why not, and whether a gap in the months asks for a tick."""
    if not form.validate():
        return _("Belum tersimpan. Perbaiki yang ditandai."), False
    try:
        actions.record(member_id, form.payment(), by(), today=settings().today(), once=form.once())
    except RuleError as error:
        return in_words(error), isinstance(error, GapInMonths)
    return "", False


def _told(cover: Coverage) -> str:
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
    form: forms.ContributionForm, cover: Any, problem: str = "", *, gap: bool = False
) -> dict[str, Any]:
    form.settle()
    return {
        "form": form,
        "form_template": "cover/contributions/form.html",
        "problem": problem,
        "gap": gap,
        "periods": forms.periods(form, arrears=cover.arrears),
        "first_months": forms.first_months(cover),
        "incomes": forms.incomes(),
    }
