"""Words that are written without a sentence around them: months and days (rules/people/dates.py),
and those that the database holds. Each catalogue has them."""


def _(word: str) -> str:
    """Mark a word for the catalogues."""
    return word


CALENDAR = frozenset(
    (
        _("Januari"),
        _("Februari"),
        _("Maret"),
        _("April"),
        _("Mei"),
        _("Juni"),
        _("Juli"),
        _("Agustus"),
        _("September"),
        _("Oktober"),
        _("November"),
        _("Desember"),
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("Jun"),
        _("Jul"),
        _("Agu"),
        _("Sep"),
        _("Okt"),
        _("Nov"),
        _("Des"),
        _("Senin"),
        _("Selasa"),
        _("Rabu"),
        _("Kamis"),
        _("Jumat"),
        _("Sabtu"),
        _("Minggu"),
    )
)
KEPT = frozenset(
    (
        _("ketua"),
        _("bendahara"),
        _("bank"),
        _("minimarket"),
        _("dompet digital"),
        _("perisai"),
        _("kantor cabang"),
        _("sekretaris"),
        _("koordinator blok"),
    )
)
