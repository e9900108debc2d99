"""One box for everything: households, homes and papers by a few typed characters."""
