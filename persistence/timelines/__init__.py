"""Timelines: one file a feature. A file that is added here is told with the others."""
