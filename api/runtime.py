"""What the process has in hand: settings, database, vault, signer, file store."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

from api.platform.limits import Limits
from api.platform.tokens import Signer, new_signing_key
from api.settings import Settings
from persistence.files import Shelf, open_store
from persistence.keeping import kept
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
    files: Shelf
    clock: Clock
    limits: Limits

    @classmethod
    def start(cls, settings: Settings, app_url: str, **connect: Any) -> Self:
        """Open everything the program needs; keys that nobody gave are made and kept.

        `connect`: settings of the database's sessions besides the usual ones.
        """
        vault = Vault(_master_secret(settings))
        database = Database(app_url, pool_size=settings.pool_size, **connect)
        return cls(
            settings,
            database,
            vault,
            Signer(_signing_key(settings)),
            Shelf(open_store(settings.file_store, settings.anju_data / "files"), vault),
            Clock(),
            Limits(database, settings),
        )


def _master_secret(settings: Settings) -> bytes:
    if settings.anju_secret is not None:
        secret = settings.anju_secret.get_secret_value().encode()
    else:
        secret = kept(settings.anju_data / "secret", lambda: secrets.token_bytes(32))
    if len(secret) < 32:
        raise SecretTooShort
    return secret


def _signing_key(settings: Settings) -> bytes:
    path = settings.signing_key_file or settings.anju_data / "signing-key.pem"
    return kept(path, new_signing_key)
