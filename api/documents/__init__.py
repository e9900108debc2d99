"""Printed forms (文书): frozen dataclasses in, the bytes of a PDF out; and their addresses."""
