"""Whom a message may go to: the one place that makes links to WhatsApp and to the telephone, and
none to who has died."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from association.rules.law.enrolment import has_died


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody with a number, or without one: `phone` as +62812..., "" for none. Only `on_roster`
    and `beside_roster` make one."""

    phone: str

    def __bool__(self) -> bool:
        """Tell whether they can be written to."""
        return bool(self.phone)


def on_roster(phone: str | None, *, left_reason: str, ended_reason: str) -> Recipient:
    """Make one of somebody on a roster; without a number when the roster (`left_reason`) or the
    membership (`ended_reason`) says that they died."""
    return Recipient("" if has_died(left_reason, ended_reason) else phone or "")


def beside_roster(phone: str | None) -> Recipient:
    """Make one of who is written to as no member: an account, a paguyuban's contact, a guest whom
    no roster knows, the family of who died."""
    return Recipient(phone or "")


NOBODY: Final = Recipient("")
BPJS: Final = Recipient("175")  # BPJS Ketenagakerjaan answers there


def chat_link(to: Recipient, text: str = "") -> str:
    """Give the address that opens WhatsApp with a text to somebody; "" when they have no number, or
    died."""
    chat = f"https://wa.me/{to.phone.removeprefix('+')}"
    return (chat + (f"?text={quote(text)}" if text else "")) if to else ""


def share_link(text: str) -> str:
    """Give the address that opens WhatsApp with a text, for whom one chooses there."""
    return f"https://wa.me/?text={quote(text)}"


def call_link(to: Recipient) -> str:
    """Give the address that calls somebody; "" when they have no number, or died."""
    return f"tel:{to.phone}" if to else ""
