"""The contact that the paguyuban shows to everybody (/pengurus/kontak)."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.people.team.forms import ContactForm
from association.rules.house.permissions import May
from association.rules.people.phone import format_phone
from association.territory import actions
from association.territory.models import Association
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused

pages = Pages("contact")
TEMPLATE = "people/team/contact.html"


@pages.get("/pengurus/kontak", may=May.MANAGE_TEAM)
def contact() -> Answer:
    """Show whom people ask about the paguyuban."""
    own = db.session().get_one(Association, actor().association_id)
    now = own.contact(settings().today())
    form = ContactForm(name=now.name, phone=now.phone and format_phone(now.phone))
    return page(TEMPLATE, form=form, own=own)


@pages.post("/pengurus/kontak", may=May.MANAGE_TEAM)
def save() -> Answer:
    """Publish another contact."""
    form = ContactForm.received()
    if not form.validate():
        own = db.session().get_one(Association, actor().association_id)
        return refused(TEMPLATE, form=form, own=own)
    actions.set_contact(actor().association_id, form.contact(), by(), once=form.once())
    return moved(url_for("team.team"), _("Kontak paguyuban tersimpan."))
