"""A draw with known answers."""

#: The vector of docs/lottery.md, computed with openssl.
SECRET = bytes(range(32))
ROUND = "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"
SOURCE = "双色球 2026045"
