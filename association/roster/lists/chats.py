"""Finds the chat in a file that WhatsApp's own "Ekspor chat" made: a .txt, or the .zip of an
iPhone."""

import io
import zipfile

from association.roster.lists.pasted_rows import MOST_BYTES, MOST_LINES
from association.roster.lists.pasted_stamps import is_chat

MOST_ENTRIES, MOST_UNPACKED = 500, 5 * 1024 * 1024


def chat_in(data: bytes) -> str | None:
    """Return the text of an exported chat, its end if it is longer than can be pasted; None for
    any other file."""
    plain = _unzipped(data) if data.startswith(b"PK") else data
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if not is_chat(text[:MOST_BYTES]):
        return None
    return "\n".join(text[-MOST_BYTES // 2 :].splitlines()[-MOST_LINES:])


def _unzipped(data: bytes) -> bytes:
    """Return the first text file of an archive that holds no workbook; nothing where there is
    none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.filename for entry in archive.infolist()[:MOST_ENTRIES]]
            chats = [name for name in names if name.lower().endswith(".txt") and "/" not in name]
            if not chats:
                return b""
            with archive.open(chats[0]) as part:
                return part.read(MOST_UNPACKED)
    except Exception:  # zipfile raises a dozen kinds; the reader of workbooks words them
        return b""
