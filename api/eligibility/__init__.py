"""Eligibility: the purchaser's records, measures, bans, duplicates and the queue."""
