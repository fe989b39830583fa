"""Two paguyuban become one, one becomes two, and back: whole rosters move, nobody reads them."""
