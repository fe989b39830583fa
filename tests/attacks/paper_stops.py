"""How somebody comes to each form about the papers of a case."""

import io

from PIL import Image

from tests.attacks.steps import step

CASE, PAPERS = "/klaim/<id:claim_id>", "/klaim/{claim_id}/berkas"
OF_PAPER = f"{CASE}/berkas/<paper>"


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return out.getvalue()


THERE = step(f"{OF_PAPER}/ada", PAPERS)
PHOTO = step(f"{OF_PAPER}/foto", f"{PAPERS}/card", file=("ktp.jpg", _photo()))
STOPS = (
    THERE,
    step(f"{OF_PAPER}/belum", PAPERS, THERE),
    step(OF_PAPER, f"{PAPERS}/card", bringer="Pak Suparno"),
    PHOTO,
    step(f"{CASE}/foto/<id:photo_id>", f"{PAPERS}/card", PHOTO),
    step(f"{CASE}/foto/<id:photo_id>/hapus", f"{PAPERS}/card", PHOTO),
    step(f"{CASE}/kronologi", "/klaim/{claim_id}/kronologi", story="Terpeleset di depan los."),
)
