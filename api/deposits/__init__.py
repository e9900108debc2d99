"""Deposits 押金."""
