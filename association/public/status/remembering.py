"""Which cards a browser had right before: these it is asked for apart from everybody behind its
address (decision 25)."""

import secrets
from base64 import urlsafe_b64encode

from association.vault import vault

MOST = 5  # a family's cards
NAME = 8  # symbols; random, and all that an entry tells to who lacks our key


def remembered(cookie: str, code: str) -> str:
    """Give the name under which a browser is known for a card; empty when it had it never right."""
    for entry in cookie.split(".")[:MOST]:
        name, proof = entry[:NAME], entry[NAME:]
        if secrets.compare_digest(proof.encode(), _proof(name, code).encode()):
            return name
    return ""


def remember(cookie: str, code: str) -> str:
    """Give the cookie of a browser that had one more card right; the oldest one goes."""
    name = secrets.token_urlsafe(6)
    older = [one for one in cookie.split(".") if one][: MOST - 1]
    return ".".join([name + _proof(name, code), *older])


def _proof(name: str, code: str) -> str:
    made = vault.index(f"{name} {code}", "known card")
    return urlsafe_b64encode(made[:12]).decode()
