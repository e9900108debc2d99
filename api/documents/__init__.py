"""Printed forms (文书): pure functions from a frozen dataclass to the bytes of a PDF."""
