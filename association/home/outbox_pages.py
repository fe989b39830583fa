"""What a phone has not got through yet (/antrean), and the page it shows without signal
(/luring)."""

from association.rules.house.permissions import May
from association.web.csrf import masked_token
from association.web.gate import Pages, actor
from association.web.page import Answer, facts, page, wants_facts

pages = Pages("outbox")


@pages.get("/antrean", may=May.SEE_HOME)
def outbox() -> Answer:
    """Show what waits on this phone, which only the phone knows; tell its script who is signed in,
    with a token to send by."""
    if wants_facts():
        return facts(owner=str(actor().account_id or ""), token=masked_token())
    return page("home/outbox.html")


@pages.get("/luring", may=May.SEE_PUBLIC, whoever=True)
def offline() -> Answer:
    """Give the page that every phone keeps for when there is no signal: the same for everybody, so
    no message of somebody's is shown on it, either."""
    return page("home/offline.html", get_flashed_messages=_no_messages)


def _no_messages(**_how: object) -> list[tuple[str, str]]:
    return []
