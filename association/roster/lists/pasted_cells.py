"""The cells that a pasted line is given back in, by their headings."""

NUMBER, NAME, STALL, PHONE, WRITTEN = (
    "No",
    "Nama",
    "Tempat usaha",
    "Nomor HP",
    "Tulisan di WhatsApp",
)
