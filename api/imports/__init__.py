"""Reading offices' workbooks and banks' files: bytes in, values and named flaws out. No database."""
