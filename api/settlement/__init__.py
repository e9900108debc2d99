"""The operator's fee, and what is deducted from it."""
