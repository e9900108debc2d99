"""Authorities, organisations and people."""
