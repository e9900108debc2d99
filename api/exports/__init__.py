"""Excel exports: pure functions from columns and rows to the bytes of a workbook."""
