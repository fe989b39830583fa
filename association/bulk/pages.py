"""Screens for choosing many members and what is done to them."""

from association.web.gate import Pages

pages = Pages("bulk")
