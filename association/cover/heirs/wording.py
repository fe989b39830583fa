"""How heirs are told of: their relation in words, and who the law puts first."""

from collections.abc import Sequence

from flask_babel import gettext as _

from association.rules.law.heirs import first_in_line, rank_of
from association.rules.people.heirs import Heir, Relation

# The words of the addresses under which one is added, in the order in which they are offered.
ADDRESSES = {
    Relation.WIFE: "istri",
    Relation.HUSBAND: "suami",
    Relation.CHILD: "anak",
    Relation.NEIGHBOUR: "tetangga",
    Relation.PARENT: "orang-tua",
    Relation.GRANDPARENT: "kakek-nenek",
    Relation.GRANDCHILD: "cucu",
    Relation.SIBLING: "saudara",
    Relation.PARENT_IN_LAW: "mertua",
    Relation.WILL: "wasiat",
    Relation.UNSAID: "lain",  # is never offered: a list left it unsaid
}
FIRST = 4  # of them stand on the page, the others behind a tap


def relation_words() -> dict[Relation, str]:
    """Say each relation."""
    return {
        Relation.WIFE: _("Istri"),
        Relation.HUSBAND: _("Suami"),
        Relation.CHILD: _("Anak"),
        Relation.PARENT: _("Orang tua"),
        Relation.GRANDCHILD: _("Cucu"),
        Relation.GRANDPARENT: _("Kakek atau nenek"),
        Relation.SIBLING: _("Saudara kandung"),
        Relation.PARENT_IN_LAW: _("Mertua"),
        Relation.WILL: _("Penerima wasiat notaris"),
        Relation.NEIGHBOUR: _("Tetangga kios"),
        Relation.UNSAID: _("Hubungan belum ditulis"),
    }


def who_is_first(heirs: Sequence[Heir]) -> str:
    """Say in one line whom the law puts first of these."""
    first = first_in_line(heirs)
    if not heirs:
        return str(
            _("Menurut aturan, yang pertama berhak: istri atau suami, bersama anak-anaknya.")
        )
    if not first:
        return str(_("Belum ada yang berhak di sini. Catat istri atau suami, dan anak-anaknya."))
    words = relation_words()
    names = [f"{one.name} ({words[one.relation].lower()})" for one in first]
    said = str(_("Menurut aturan, yang pertama berhak: %(names)s.", names=_listed(names)))
    if rank_of(first[0].relation) != 1:
        said += " " + _("Bila ada istri, suami, atau anak, merekalah yang didahulukan.")
    return said


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return str(_("%(names)s dan %(last)s", names=", ".join(most), last=last)) if most else last
