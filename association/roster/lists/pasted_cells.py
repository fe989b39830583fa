"""The cells that a pasted line is given back in, and what a question shows of a row."""

from association.roster.lists.contents import RowRead

NUMBER, NAME, STALL, PHONE, WRITTEN = (
    "No",
    "Nama",
    "Tempat usaha",
    "Nomor HP",
    "Tulisan di WhatsApp",
)


def is_pasted(row: RowRead) -> bool:
    """Tell whether a row was a pasted line, not one of a file."""
    return WRITTEN in row.cells


def key_of(row: RowRead) -> str:
    """Give what a row is asked by among those of its list."""
    return row.cells[NUMBER] if is_pasted(row) else f"{row.sheet} {row.line}"


def written_of(row: RowRead) -> str:
    """Give a row as its list has it."""
    if is_pasted(row):
        return row.cells[WRITTEN]
    return "\n".join(f"{heading}: {text}" for heading, text in row.cells.items() if text)


def guess_of(row: RowRead) -> dict[str, str]:
    """Give the name, stall and phone that we guess, as they are typed."""
    if is_pasted(row):
        return {"name": row.cells[NAME], "stall": row.cells[STALL], "phone": row.cells[PHONE]}
    values = row.values
    stall = ", ".join(stall.label for stall in values.stalls)
    return {"name": values.name, "stall": stall, "phone": values.phone or ""}
