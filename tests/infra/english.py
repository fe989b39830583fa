"""What of a page in English is still Indonesian."""

import re

from bs4 import BeautifulSoup

from association.rules.people.consent import WORDINGS

# Words that hardly a sentence does without, and the months and days that English writes otherwise.
WORDS = re.compile(
    r"(?<![\w/-])(yang|dan|atau|tidak|belum|sudah|dengan|untuk|dari|akan|bisa|bila|pada|agar|lagi"
    r"|lihat|simpan|orang|anggota|iuran|bulan|hari|tanggal|nomor|semua|kembali|cari|ketua"
    r"|bendahara|agustus|desember|oktober|maret|senin|selasa|minggu|des|agu|okt|bln)(?![\w/-])",
    re.IGNORECASE,
)
READ_OUT = re.compile(
    r"\b(?:placeholder|aria-label|title|data-(?:offline|failed|un)[a-z-]*)=\"([^\"]*)\""
)
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def indonesian(page: str) -> list[str]:
    """Give the Indonesian texts that are shown or read out; not those whose tag says they are."""
    if not WORDS.search(UNSEEN.sub(" ", page) + " ".join(READ_OUT.findall(page))):
        return []
    soup = BeautifulSoup(page, "html.parser")
    for one in soup.select("[lang=id], script, style"):
        one.extract()
    texts = [" ".join(one.split()) for one in soup.find_all(string=True)]
    texts += READ_OUT.findall(str(soup))
    agreed = tuple(WORDINGS.values())
    return [one for one in texts if WORDS.search(one) and not any(two in one for two in agreed)]
