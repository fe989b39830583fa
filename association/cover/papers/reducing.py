"""What a child does with a photo of a paper: bytes in, a small JPEG out that tells nothing but what
is seen on it."""

import base64
import io

from PIL import Image
from PIL.Image import Transpose

from association.roster.lists.apart import Told
from association.roster.lists.sheets import Limits

MOST_BYTES = 200_000  # of the JPEG
MOST_PIXELS = 64_000_000  # of what comes; more would fill the memory of the child
KINDS = ("JPEG", "PNG", "WEBP")
# The longest side in pixels, and the qualities tried; a card is read at 900 pixels.
SIDES, QUALITIES = (1600, 1280, 1000, 800, 600), (80, 65, 50, 35)
SMOOTH = ("RGB", "RGBA", "L", "CMYK")  # what is made smaller as it is
TURNED_AT = 0x0112  # of EXIF: how the phone was held
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def reduced(data: bytes, *, limits: Limits) -> Told:
    """Make the JPEG, in base64: upright, at most MOST_BYTES, without place, time, or any other word
    of the file. Else the fact `problem` says why: "kind", "large", "broken"."""
    Image.MAX_IMAGE_PIXELS = None  # looked at here, before a pixel is read
    try:
        photo = Image.open(io.BytesIO(data), formats=KINDS)
    except (OSError, ValueError, SyntaxError):
        return Told({"problem": "kind"})
    if len(data) > limits.file_bytes or photo.width * photo.height > MOST_PIXELS:
        return Told({"problem": "large"})
    try:
        small = _seen(photo)
    except (OSError, ValueError, SyntaxError, IndexError):
        return Told({"problem": "broken"})
    return Told({}, (base64.b64encode(_written(small)).decode(),))


def _seen(photo: Image.Image) -> Image.Image:
    """Give what is seen, upright and not too large, on a sheet of its own: what the file says
    beside stays with the file."""
    turn = TURNS.get(photo.getexif().get(TURNED_AT, 1))
    if photo.mode not in SMOOTH:
        photo = photo.convert("RGBA")
    photo.thumbnail((SIDES[0], SIDES[0]))  # of a large JPEG only a fraction is read
    clear = photo.convert("RGBA")
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear)
    return sheet.transpose(turn) if turn else sheet


def _written(sheet: Image.Image) -> bytes:
    """Write the JPEG as well as fits."""
    made = b""
    for side in SIDES:
        sheet.thumbnail((side, side))
        for quality in QUALITIES:
            out = io.BytesIO()
            sheet.save(out, "JPEG", quality=quality, optimize=True)
            made = out.getvalue()
            if len(made) <= MOST_BYTES:
                return made
    return made
