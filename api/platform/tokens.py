"""Access tokens: ES256 through one fixed call. Nothing else imports python-jose (trust.md 5)."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk, jwt
from jose.exceptions import ExpiredSignatureError, JOSEError

from domain.errors import Unauthenticated

ISSUER: Final = "anju"
AUDIENCE: Final = "anju-api"
LIFETIME: Final = timedelta(minutes=10)
_LONGEST: Final = 4096
_LEEWAY: Final = 30
_HEADER: Final = {"alg", "typ", "kid"}
_REQUIRED: Final = ("exp", "iat", "nbf", "sub", "aud", "iss", "jti")


class TokenInvalid(Unauthenticated):
    """The access token is not one of ours."""


class TokenExpired(Unauthenticated):
    """The access token has run out: get a new one with the refresh token."""


@dataclass(frozen=True, slots=True)
class Claims:
    person_id: UUID
    session_id: UUID
    authority_id: UUID


class Signer:
    """Signs and verifies with one P-256 key; its id is part of every token's header."""

    def __init__(self, pem: bytes) -> None:
        key = serialization.load_pem_private_key(pem, password=None)
        if not (isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name == "secp256r1"):
            raise ValueError("the signing key must be an EC key on P-256")
        self._private = pem.decode()
        public = key.public_key()
        #: Read once; of a text the library would make a key for every token.
        self._public = jwk.construct(
            public.public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
            algorithm="ES256",
        )
        point = public.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint
        )
        self.key_id = base64.urlsafe_b64encode(point[:12]).decode()

    def sign(self, claims: Claims, *, at: datetime, token_id: UUID) -> str:
        return jwt.encode(
            {
                "iss": ISSUER,
                "aud": AUDIENCE,
                "sub": str(claims.person_id),
                "sid": str(claims.session_id),
                "org": str(claims.authority_id),
                "jti": str(token_id),
                "iat": at,
                "nbf": at,
                "exp": at + LIFETIME,
            },
            self._private,
            algorithm="ES256",
            headers={"typ": "at+jwt", "kid": self.key_id},
        )

    def verify(self, token: str) -> Claims:
        """The claims of a token that is ours and in time. Raises TokenInvalid, TokenExpired."""
        self._require_our_header(token)
        try:
            body = jwt.decode(
                token,
                self._public,
                algorithms=["ES256"],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={f"require_{name}": True for name in _REQUIRED} | {"leeway": _LEEWAY},
            )
            _require_plain(body)
            return Claims(UUID(body["sub"]), UUID(body["sid"]), UUID(body["org"]))
        except ExpiredSignatureError as error:
            raise TokenExpired from error
        except (JOSEError, KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
            raise TokenInvalid from error

    def _require_our_header(self, token: str) -> None:
        parts = token.split(".")
        if len(token) > _LONGEST or len(parts) != 3 or not all(parts) or not token.isascii():
            raise TokenInvalid
        try:
            header = _strict_json(parts[0])
            _strict_json(parts[1])
        except (ValueError, RecursionError) as error:
            raise TokenInvalid from error
        if set(header) != _HEADER or header != {
            "alg": "ES256",
            "typ": "at+jwt",
            "kid": self.key_id,
        }:
            raise TokenInvalid


def new_signing_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _strict_json(part: str) -> Mapping[str, Any]:
    """The JSON object of a token part; a repeated name is refused."""
    padded = part + "=" * (-len(part) % 4)
    read = json.loads(
        base64.b64decode(padded, altchars=b"-_", validate=True), object_pairs_hook=_once
    )
    if not isinstance(read, dict):
        raise ValueError("not an object")  # noqa: TRY004 - the token's fault, not the caller's
    return read  # pyright: ignore[reportUnknownVariableType]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("repeated name")
    return read


def _require_plain(body: Mapping[str, Any]) -> None:
    """python-jose takes lists, texts and a future `iat` where we write one text or a number."""
    times = [body[name] for name in ("exp", "iat", "nbf")]
    if body["aud"] != AUDIENCE or any(type(one) is not int for one in times):
        raise TokenInvalid
    if body["iat"] > time.time() + _LEEWAY:
        raise TokenInvalid
