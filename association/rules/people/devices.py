"""What kind of phone or computer somebody uses, in words, by what its browser says of itself."""

# The first that is found counts: most browsers name others, too.
BROWSERS = (
    ("WhatsApp", "WhatsApp"),
    ("FBAN/", "Facebook"),
    ("FBAV/", "Facebook"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("MiuiBrowser/", "Mi Browser"),
    ("HeyTapBrowser/", "HeyTap"),
    ("VivoBrowser/", "Vivo Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("UCBrowser/", "UC Browser"),
    ("Opera Mini/", "Opera Mini"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("YaBrowser/", "Yandex"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("KAIOS", "KaiOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Name browser and system, "Chrome di Android"; empty where neither is known. Nothing of the
    text itself is given on: anybody may write anything there."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    return f"{browser} di {system}" if browser and system else browser or system


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in known if mark in text), "")
