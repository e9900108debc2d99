"""Homes kept for a household: by a round's selection, or by the purchaser directly."""
