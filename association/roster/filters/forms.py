"""The form that asks for a part of the roster, and the name under which it is kept."""

import wtforms
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from association.people.participants.wording import groups
from association.roster.filters.models import LONGEST_NAME
from association.roster.members.wanted import Wanted
from association.roster.members.wanted_wording import lacking_names
from association.rules.house.places import one_line
from association.rules.law.groups import WIDER
from association.web.forms import Form, checked, required


class FilterForm(wtforms.Form):
    """What can be asked of a roster, all at once."""

    status = wtforms.SelectField(lazy_gettext("Status"))
    barang = wtforms.StringField(lazy_gettext("Dagangan"))
    kurang = wtforms.SelectField(lazy_gettext("Data yang belum ada"))
    umur = wtforms.StringField(lazy_gettext("Umur dari"))
    sampai = wtforms.StringField(lazy_gettext("Umur sampai"))
    kpj = wtforms.BooleanField(lazy_gettext("Belum punya nomor KPJ"))
    absen = wtforms.BooleanField(lazy_gettext("Tidak hadir di tiga kegiatan terakhir"))

    @classmethod
    def of(cls, wanted: Wanted) -> "FilterForm":
        """Fill it with what is asked for."""
        form = cls(MultiDict(wanted.address))
        names = groups()
        chosen = {group: names[group] for group in names if group not in WIDER}
        form.status.choices = [(group.value, name) for group, name in chosen.items()]
        lacking = [(gap.value, name) for gap, name in lacking_names().items()]
        form.kurang.choices = [("", "–"), *lacking]
        return form


class NameForm(Form):
    """The name under which a filter is kept."""

    name = wtforms.StringField(
        lazy_gettext("Nama saringan"), [required(), checked(one_line(LONGEST_NAME))]
    )
