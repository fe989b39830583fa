"""What is asked of a paper, and of how an accident happened."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.cover.claims.models import Claim
from association.cover.claims.standing import heirs_of
from association.cover.papers.actions import Chronology
from association.cover.papers.letters import Letter
from association.roster.members.models import Member
from association.rules.law.claims import ClaimKind
from association.rules.law.heirs import first_in_line
from association.rules.people.phone import format_phone, parse_phone
from association.web.forms import Form, checked, past_date

Length = wtforms.validators.Length
NAME, PHONE = [Length(max=60)], [Length(max=30), checked(parse_phone)]
LONGEST_STORY = 3_000


class PaperForm(Form):
    """Who brings a paper, and since when it is there."""

    bringer = wtforms.StringField(lazy_gettext("Siapa yang membawa"), NAME)
    since = wtforms.StringField(lazy_gettext("Ada sejak"), [checked(past_date)])


class StoryForm(Form):
    """Where and how an accident happened, and who saw it."""

    has_draft = True
    place = wtforms.StringField(lazy_gettext("Tempat kejadian"), [Length(max=120)])
    story = wtforms.TextAreaField(lazy_gettext("Yang terjadi"), [Length(max=LONGEST_STORY)])
    traffic = wtforms.BooleanField(lazy_gettext("Kecelakaan lalu lintas di jalan"))
    name1 = wtforms.StringField(lazy_gettext("Nama saksi pertama"), NAME)
    phone1 = wtforms.StringField(lazy_gettext("Nomor HP saksi pertama"), PHONE)
    name2 = wtforms.StringField(lazy_gettext("Nama saksi kedua"), NAME)
    phone2 = wtforms.StringField(lazy_gettext("Nomor HP saksi kedua"), PHONE)

    def validate(self, extra_validators: object = None) -> bool:
        """Check the fields; a phone belongs to somebody."""
        good = super().validate(extra_validators)
        for name, phone in ((self.name1, self.phone1), (self.name2, self.phone2)):
            if phone.data and not (name.data or "").strip():
                self.refuse(name.short_name, _("Tulis nama saksi yang punya nomor ini."))
                good = False
        return good

    def told(self) -> Chronology:
        """Give what was typed; call only after validate()."""
        pairs = ((self.name1, self.phone1), (self.name2, self.phone2))
        seen = (((name.data or "").strip(), phone.value or "") for name, phone in pairs)
        return Chronology(
            place=(self.place.data or "").strip(),
            story=(self.story.data or "").strip(),
            traffic=bool(self.traffic.data),
            witnesses=tuple(one for one in seen if one[0]),
        )


def story_form(told: dict[str, Any]) -> StoryForm:
    """Give the form with what was told before."""
    seen: list[tuple[str, str]] = [*told.get("witnesses", ()), ("", ""), ("", "")]
    (name1, phone1), (name2, phone2) = seen[:2]
    return StoryForm(
        data={
            "place": told.get("place", ""),
            "story": told.get("story", ""),
            "traffic": bool(told.get("traffic")),
            "name1": name1,
            "phone1": format_phone(phone1) if phone1 else "",
            "name2": name2,
            "phone2": format_phone(phone2) if phone2 else "",
        }
    )


def letter_words() -> dict[Letter, str]:
    """Name the letters of a case."""
    return {
        Letter.COVER: _("Surat pengantar paguyuban"),
        Letter.HEIRS: _("Konsep surat keterangan ahli waris"),
        Letter.PROXY: _("Surat kuasa ahli waris"),
        Letter.STORY: _("Kronologi kecelakaan"),
    }


def letters_of(claim: Claim, member: Member) -> list[Letter]:
    """List which letters a case has."""
    found = [Letter.COVER]
    if claim.kind == ClaimKind.DEATH:
        found.append(Letter.HEIRS)
        if len(first_in_line(heirs_of(member))) > 1:
            found.append(Letter.PROXY)
    return [*found, Letter.STORY] if has_story(claim) else found


def has_story(claim: Claim) -> bool:
    """Tell whether there is an accident to be told."""
    return claim.kind == ClaimKind.ACCIDENT or (claim.kind == ClaimKind.DEATH and claim.from_work)
