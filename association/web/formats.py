"""How values are written on screens: rupiah, dates, months, phones, percent."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import urlencode

from flask import Flask
from markupsafe import Markup

from association.config import WIB
from association.rules.house import money, said
from association.rules.people import dates, nik, phone, recipients
from association.web.language import shown


def percent(part: int, whole: int) -> str:
    """Give a whole percentage, rounded half up, but 0% only for nobody and 100% for everyone."""
    return f"{_rounded(part, whole, 100)}%" if whole else "–"


def share(part: int, whole: int) -> str:
    """Give a percentage for a file, as a number with one decimal: 42,9; "" of nobody."""
    if not whole:
        return ""
    units, tenths = divmod(_rounded(part, whole, 1000), 10)
    return f"{units},{tenths}"


def _rounded(part: int, whole: int, full: int) -> int:
    """Round half up a share of `full`; only none of them is 0, and only all of them `full`."""
    nearest = (2 * part * full + whole) // (2 * whole)
    return min(max(nearest, min(part, 1)), full - (part < whole))


def clock(moment: datetime) -> str:
    """Give a moment as WIB time: 13.00 WIB."""
    return moment.astimezone(WIB).strftime("%H.%M WIB")


def wib_date(moment: datetime) -> date:
    """Give the calendar day of a moment in Surakarta."""
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(WIB).date()


def number(value: int) -> str:
    """Group thousands with dots: 2.639."""
    return f"{value:,}".replace(",", ".")


def asking(values: Mapping[str, object]) -> str:
    """Write the query of an address, "?q=su"; values that say nothing are left out."""
    told = {name: value for name, value in values.items() if value}
    return f"?{urlencode(told)}" if told else ""


ALONE, WITH_VALUE = Markup(" {}"), Markup(' {}="{}"')


def attributes(values: Mapping[str, object]) -> Markup:
    """Write the attributes of a tag, hx_sync as hx-sync; None leaves one out, True gives it no
    value."""
    return _attributes(tuple(values.items()))


@lru_cache(maxsize=1024)  # the same few for every form of a list
def _attributes(values: tuple[tuple[str, object], ...]) -> Markup:
    written = [
        (ALONE if value is True else WITH_VALUE).format(name.replace("_", "-"), value)
        for name, value in values
        if value is not None
    ]
    return Markup("").join(written)


def _shown(write: Callable[..., str]) -> Callable[..., str]:
    """Make a filter of what writes for Indonesians."""
    return lambda value: shown(write(value))


def set_up(app: Flask) -> None:
    """Give the templates these filters, and how attributes are written."""
    app.jinja_env.globals.update(
        attributes=attributes,
        call_link=recipients.call_link,
        chat_link=recipients.chat_link,
        share_link=recipients.share_link,
        bpjs=recipients.BPJS,
    )
    app.jinja_env.filters.update(
        rupiah=_shown(money.rupiah),
        tanggal=_shown(dates.format_date),
        hari=_shown(dates.format_day),
        tgl=_shown(dates.short_date),
        bulan=_shown(dates.format_month),
        bln=_shown(dates.short_month),
        hp=phone.format_phone,
        samar=nik.mask_nik,
        persen=percent,
        jam=_shown(clock),
        hari_wib=wib_date,
        angka=_shown(number),
        kata=shown,
        said=said.write,
        tanya=asking,
    )
