"""The blind indexes by which members are found: each for one purpose, those of tails for one
roster too."""

from association.vault import vault

TAIL_PURPOSE = "nik tail"
PHONE_PURPOSE = "member phone"
NIK_PURPOSE = "nik"
CARD_PURPOSE = "card code"


def tail_index(association_id: int, digits: str) -> bytes:
    """Make the blind index of the last four digits of a NIK or a phone, different on every
    roster."""
    return vault.index(f"{association_id} {digits}", TAIL_PURPOSE)


def phone_indexes(association_id: int, phone: str | None) -> tuple[bytes | None, bytes | None]:
    """Make the blind indexes of a phone number (+62812...): of the whole, and of its last four
    digits."""
    if phone is None:
        return None, None
    return vault.index(phone, PHONE_PURPOSE), tail_index(association_id, phone[-4:])
