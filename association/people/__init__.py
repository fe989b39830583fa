"""Who signs in, and whom BPJS Ketenagakerjaan knows."""
