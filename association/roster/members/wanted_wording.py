"""What a filter over the roster asks for, in words."""

from flask_babel import gettext as _

from association.roster.members.wanted import Wanted
from association.roster.members.wording import gap_names
from association.rules.people.completeness import Gap


def lacking_names() -> dict[Gap, str]:
    """Name what a filter can ask for that is not known of a member."""
    more = {Gap.REACH: _("HP atau pembawa pesan"), Gap.CONSENT: _("persetujuan simpan data")}
    return gap_names() | more


def narrowed_words(wanted: Wanted) -> list[str]:
    """Say what a filter asks for beside status and search."""
    young, old = wanted.youngest, wanted.oldest
    told = (
        (wanted.goods, _("dagangan %(goods)s", goods=wanted.goods)),
        (wanted.gap, _("tanpa %(what)s", what=lacking_names()[wanted.gap or Gap.NIK])),
        (young is not None and old is not None, _("umur %(a)s–%(b)s", a=young, b=old)),
        (young is not None and old is None, _("umur %(a)s ke atas", a=young)),
        (young is None and old is not None, _("umur sampai %(b)s", b=old)),
        (wanted.without_kpj, _("belum punya KPJ")),
        (wanted.stayed_away, _("tidak hadir di tiga kegiatan terakhir")),
    )
    return [words for asked, words in told if asked]
