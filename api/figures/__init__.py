"""Figures for charts, each with the parts that it is made of."""
