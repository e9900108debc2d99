"""Passwords: argon2id, in a few threads so that sign-ins cannot starve the rest (ASVS 6.2)."""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from domain.errors import Invalid

SHORTEST: Final = 8
LONGEST: Final = 128
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_THREADS: Final = ThreadPoolExecutor(max_workers=4, thread_name_prefix="argon2")
_COMMON: Final = frozenset(
    {
        *("12345678", "123456789", "1234567890", "password", "password1", "qwertyui"),
        *("11111111", "88888888", "00000000", "iloveyou", "abc12345", "a1234567"),
        *("anju1234", "admin123", "administrator"),
    }
)
#: A hash of nothing anybody knows: unknown names take as long as known ones.
NOBODY: Final = _HASHER.hash("e2c1f1d4-nobody")


class PasswordWeak(Invalid):
    """A password has 8 to 128 characters and is not one that everybody tries first."""


def check_strength(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST or password.lower() in _COMMON:
        raise PasswordWeak(pointer="/password", shortest=SHORTEST, longest=LONGEST)


async def hashed(password: str) -> str:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, _HASHER.hash, _normal(password))


async def matches(password: str, stored: str) -> bool:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, _verify, password, stored)


def _verify(password: str, stored: str) -> bool:
    try:
        return _HASHER.verify(stored, _normal(password))
    except (Argon2Error, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """The same password typed on another keyboard is the same password (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)
