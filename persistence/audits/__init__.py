"""Auditors' saved tests: one file a group. A file that is added here is asked with the others."""
