"""What the preview says of the rows it shows."""

from tests.infra.client import Reader
from tests.roster.imports.test_import_pages import upload


def test_what_opens_says_when_it_is_a_sample(sari: Reader) -> None:
    def opened(count: int) -> str:
        lines = ["Nama;Blok;Nomor", *(f"Pedagang {n:04};D;{n}" for n in range(count))]
        page = sari.follow(upload(sari, "\n".join(lines).encode()))
        return " ".join(page.soup.select("#ready summary")[0].get_text().split())

    assert opened(20) == "20 baris siap disimpan"
    assert opened(31) == "Contoh: 20 dari 31 baris yang siap disimpan"
