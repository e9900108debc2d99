"""The ledger as people and other programs read it."""
