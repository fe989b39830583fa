"""What this room hands to the office's list of paguyuban: a way to make all of them at once."""

from typing import Any

from association.office.associations.sections import ASSOCIATIONS_PAGE


@ASSOCIATIONS_PAGE.hand_in("ways", "office/intake/way.html")
def way_part(_city_id: int) -> dict[str, Any]:
    """Lead to the list that makes paguyuban."""
    return {}
