"""The desk 待办: what waits for whom."""
