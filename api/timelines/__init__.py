"""Timelines 经过 of households and leases."""
