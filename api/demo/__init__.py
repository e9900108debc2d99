"""The demo city: 包头's bureau and two districts, loaded through the public API alone."""
