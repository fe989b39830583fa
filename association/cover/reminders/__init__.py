"""Reminders by WhatsApp: one person at a time, once for each month, never to those who said no."""
