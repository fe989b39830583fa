"""Signing in and out, working for another paguyuban, invitations accepted."""
