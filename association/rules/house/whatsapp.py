"""What people typed, within a message for WhatsApp: its marks for bold, italic, struck and code are
ours alone."""

# WhatsApp knows no way to escape a mark: signs that look like them stand in their place.
LOOKS = str.maketrans({"*": "\u2217", "_": "\uff3f", "~": "\u223c", "`": "\u2019"})


def unmarked(text: str) -> str:
    """Write a text so that it may stand between marks, or beside them: in one line, and with none
    of its own."""
    return " ".join(text.translate(LOOKS).split())
