"""Opaque secrets: 256 random bits outside, their SHA-256 inside."""

import secrets
from hashlib import sha256


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
