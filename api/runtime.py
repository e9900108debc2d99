"""What the process has in hand: settings, database, vault, signer, file store."""

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Self
from zoneinfo import ZoneInfo

from api.platform.tokens import Signer, new_signing_key
from api.settings import Settings
from persistence.files import FileStore, open_store
from persistence.session import Database
from persistence.vault import Vault


SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


class Clock:
    """Tells the business day. A city that is set up for show or test may be told another."""

    def __init__(self, told: date | None = None) -> None:
        self.told = told

    def today(self) -> date:
        """Today in Asia/Shanghai, whatever the machine's zone."""
        return self.told or datetime.now(UTC).astimezone(SHANGHAI).date()


class SecretTooShort(RuntimeError):
    """ANJU_SECRET must be at least 32 bytes."""


@dataclass(frozen=True, slots=True)
class Runtime:
    settings: Settings
    database: Database
    vault: Vault
    signer: Signer
    files: FileStore
    clock: Clock

    @classmethod
    def start(cls, settings: Settings, app_url: str) -> Self:
        """Open everything the program needs; keys that nobody gave are made and kept."""
        return cls(
            settings,
            Database(app_url, pool_size=settings.pool_size),
            Vault(_master_secret(settings)),
            Signer(_signing_key(settings)),
            open_store(settings.file_store, settings.anju_data / "files"),
            Clock(),
        )


def _master_secret(settings: Settings) -> bytes:
    if settings.anju_secret is not None:
        secret = settings.anju_secret.get_secret_value().encode()
    else:
        secret = _kept(settings.anju_data / "secret", lambda: secrets.token_bytes(32))
    if len(secret) < 32:
        raise SecretTooShort
    return secret


def _signing_key(settings: Settings) -> bytes:
    path = settings.signing_key_file or settings.anju_data / "signing-key.pem"
    return _kept(path, new_signing_key)


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes in the file; made once, whichever of several processes comes first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(make())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_bytes()
