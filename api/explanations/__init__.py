"""The "why?" beside every computed figure."""
