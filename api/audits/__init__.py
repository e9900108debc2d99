"""Auditors' saved tests."""
