"""The accounts of a city (/pengguna): invitations, rights, duties ended, accounts closed."""
