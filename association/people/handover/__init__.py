"""Serah terima: one ketua hands a paguyuban over to the next."""
