"""The environment becomes one frozen Settings. It is read here and nowhere else."""

from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting of the program, with its default for one machine and one city.

    docs/operations.md lists them; the names below in capitals are the variables.
    """

    model_config = SettingsConfigDict(env_file=None, frozen=True, extra="ignore")

    database_url: str | None = Field(None, description="Server to use; without it, our own.")
    database_owner_url: str | None = Field(None, description="Where migrations log in.")
    anju_data: Path = Field(Path(".data"), description="Folder of server, files and keys.")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    public_url: str | None = Field(None, description="Address people see; https makes it strict.")
    anju_secret: SecretStr | None = Field(None, description="Master secret, 32 bytes or more.")
    signing_key_file: Path | None = Field(None, description="PEM of the ES256 key for tokens.")
    pool_size: int = Field(10, ge=2, le=200)
    file_store: str | None = Field(None, description="s3://bucket/prefix; without it, a folder.")
    worker_inside: bool = Field(default=False, description="Serve carries a worker itself.")
    log_json: bool = False
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$")
    stream_seconds: float = Field(600, gt=0, description="Then a stream of events begins anew.")
    public_pace: int = Field(
        120, ge=1, description="Requests a minute of one address without sign-in."
    )
    sign_in_limit: int = Field(5, ge=1, description="Failures in 15 minutes before a pause.")
    sign_in_address_limit: int = Field(10, ge=1, description="Sign-ins a minute of an address.")
    user_limit: int = Field(120, ge=1, description="Requests a minute of a person's browser.")
    token_limit: int = Field(600, ge=1, description="Requests a minute of a person's tokens.")
    reveal_limit: int = Field(30, ge=1, description="Numbers shown to a person in an hour.")

    @property
    def address(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def is_https(self) -> bool:
        return self.address.startswith("https://")


@cache
def settings() -> Settings:
    return Settings()  # pyright: ignore[reportCallIssue]
