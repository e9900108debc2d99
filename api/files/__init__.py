"""Photos, scans and papers: stored once, then attached to records."""
