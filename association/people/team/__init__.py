"""The pengurus of a paguyuban: invitations, rights, serah terima."""
