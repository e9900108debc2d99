"""Holds on leases: hardship 缓交, dispute 异议, frozen, vulnerable."""
