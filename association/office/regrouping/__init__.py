"""Paguyuban that were joined or divided: what is kept of it, and the steps that it is made of."""
