"""/cari: a search that was sent without the page's script."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from association.people.finding.forms import KEPT, LONGEST, kept
from association.people.signin.going_on import safe
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import CURSORS, Answer, moved, posted_text

pages = Pages("finding")
ASKED = {"q", KEPT, *CURSORS}  # of the list as it was before


@pages.post("/cari", may=May.OWN_ACCOUNT)
def find() -> Answer:
    """Go to the list that was searched, with letters in its address or the id of what was kept."""
    to = urlsplit(safe(posted_text("ke", most=400)))
    stays = [pair for pair in parse_qsl(to.query) if pair[0] not in ASKED]
    query = kept(posted_text("q", most=LONGEST).strip())
    asked = urlencode([*stays, *query.address.items()])
    return moved(f"{to.path}?{asked}" if asked else to.path)
