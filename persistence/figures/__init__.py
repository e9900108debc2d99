"""Figures for charts: a handful of sums each, over the projects within reach."""
