"""Tokens that others made, or that we made for something else: each a clean 401 (trust.md 5)."""

import base64
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.given import City

_PKIX = serialization.PublicFormat.SubjectPublicKeyInfo


@dataclass(frozen=True, slots=True)
class Forge:
    """A true token of the city's cashier taken apart, and the key that signed it."""

    city: City
    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    key: ec.EllipticCurvePrivateKey

    def made(self, header: Any = None, claims: Any = None) -> str:
        """Signed by us, but with this header and these claims."""
        return self.signed(header or self.header, claims or self.claims, self.key)

    def signed(self, header: Any, claims: Any, key: ec.EllipticCurvePrivateKey) -> str:
        told = f"{_part(header)}.{_part(claims)}"
        width = (key.curve.key_size + 7) // 8
        digest = hashes.SHA256() if width == 32 else hashes.SHA384()
        r, s = decode_dss_signature(key.sign(told.encode(), ec.ECDSA(digest)))
        return f"{told}.{_b64(r.to_bytes(width, 'big') + s.to_bytes(width, 'big'))}"

    def with_mac(self, secret: bytes) -> str:
        """HS256 with our public key for a secret: the confusion of algorithms."""
        told = f"{_part({**self.header, 'alg': 'HS256'})}.{_part(self.claims)}"
        return f"{told}.{_b64(hmac.digest(secret, told.encode(), sha256))}"

    def public(self, encoding: serialization.Encoding, form: Any = _PKIX) -> bytes:
        return self.key.public_key().public_bytes(encoding, form)

    def but(self, **changes: Any) -> str:
        """Signed by us with these claims changed; None leaves one out."""
        claims = {**self.claims, **changes}
        return self.made(claims={k: v for k, v in claims.items() if v is not None})

    def headed(self, **changes: Any) -> str:
        header = {**self.header, **changes}
        return self.made(header={k: v for k, v in header.items() if v is not None})


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(told: Any) -> str:
    return _b64(told if isinstance(told, bytes) else json.dumps(told).encode())


def _read(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def _rsa(forge: Forge) -> str:
    told = f"{_part({**forge.header, 'alg': 'RS256'})}.{_part(forge.claims)}"
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return f"{told}.{_b64(key.sign(told.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _p384(forge: Forge) -> str:
    header = {**forge.header, "alg": "ES384"}
    return forge.signed(header, forge.claims, ec.generate_private_key(ec.SECP384R1()))


def _embedded(forge: Forge) -> str:
    own = ec.generate_private_key(ec.SECP256R1())
    numbers = own.public_key().public_numbers()
    jwk = {"kty": "EC", "crv": "P-256"}
    jwk |= {name: _b64(getattr(numbers, name).to_bytes(32, "big")) for name in ("x", "y")}
    return forge.signed({**forge.header, "jwk": jwk}, forge.claims, own)


def _twice(told: Mapping[str, Any], name: str, value: Any) -> bytes:
    return json.dumps(told)[:-1].encode() + f", {json.dumps(name)}: {json.dumps(value)}}}".encode()


def _der_signature(forge: Forge) -> str:
    told = f"{_part(forge.header)}.{_part(forge.claims)}"
    return f"{told}.{_b64(forge.key.sign(told.encode(), ec.ECDSA(hashes.SHA256())))}"


def _unsigned(forge: Forge, alg: str) -> str:
    return f"{_part({**forge.header, 'alg': alg})}.{_part(forge.claims)}."


NOW: Final = int(time.time())
PEM, DER, SSH = (getattr(serialization.Encoding, kind) for kind in ("PEM", "DER", "OpenSSH"))

HOSTILE: Final[Mapping[str, Callable[[Forge], str]]] = {
    "algorithm none": lambda f: _unsigned(f, "none"),
    "algorithm None": lambda f: _unsigned(f, "None"),
    "none with a signature": lambda f: _unsigned(f, "none") + _b64(b"x" * 64),
    "HMAC with our public key as PEM": lambda f: f.with_mac(f.public(PEM)),
    "HMAC with our public key as DER": lambda f: f.with_mac(f.public(DER)),
    "HMAC with our public key as SSH": lambda f: f.with_mac(
        f.public(SSH, serialization.PublicFormat.OpenSSH)
    ),
    "RS256": _rsa,
    "ES384": _p384,
    "algorithm in lower case": lambda f: f.headed(alg="es256"),
    "no key id": lambda f: f.headed(kid=None),
    "an unknown key id": lambda f: f.headed(kid="other"),
    "a path as key id": lambda f: f.headed(kid="../../../etc/passwd"),
    "SQL as key id": lambda f: f.headed(kid="' or 1=1 --"),
    "crit": lambda f: f.headed(crit=["exp"]),
    "an embedded key": _embedded,
    "a key elsewhere (jku)": lambda f: f.headed(jku="http://127.0.0.1:9/keys.json"),
    "a certificate elsewhere (x5u)": lambda f: f.headed(x5u="http://127.0.0.1:9/c.pem"),
    "a certificate inside (x5c)": lambda f: f.headed(x5c=["MIIB"]),
    "unencoded payload (b64)": lambda f: f.headed(b64=False),
    "another type": lambda f: f.headed(typ="JWT"),
    "expired": lambda f: f.but(iat=NOW - 1200, nbf=NOW - 1200, exp=NOW - 600),
    "not yet": lambda f: f.but(nbf=NOW + 3600, exp=NOW + 7200),
    "issued in the future": lambda f: f.but(iat=NOW + 3600, exp=NOW + 7200),
    "another issuer": lambda f: f.but(iss="elsewhere"),
    "another audience": lambda f: f.but(aud="other-api"),
    "a list of audiences": lambda f: f.but(aud=["anju-api", "other-api"]),
    "no audience": lambda f: f.but(aud=None),
    "no issuer": lambda f: f.but(iss=None),
    "no expiry": lambda f: f.but(exp=None),
    "no subject": lambda f: f.but(sub=None),
    "expiry as text": lambda f: f.but(exp=str(NOW + 600)),
    "expiry as a fraction": lambda f: f.but(exp=NOW + 600.5),
    "expiry beyond all time": lambda f: f.but(exp=1e30),
    "expiry true": lambda f: f.but(exp=True),
    "another person": lambda f: f.but(sub=str(f.city.manager.person_id)),
    "another authority": lambda f: f.but(org=str(uuid4())),
    "a session of nobody": lambda f: f.but(sid=str(uuid4())),
    "a session that is no id": lambda f: f.but(sid="' or 1=1 --"),
    "five parts (JWE)": lambda f: f.made() + ".a.b",
    "a megabyte": lambda f: f.but(padding="x" * 1_000_000),
    "a claim twice": lambda f: f.made(claims=_twice(f.claims, "exp", NOW + 10**6)),
    "a header twice": lambda f: f.made(header=_twice(f.header, "alg", "none")),
    "a trailing dot": lambda f: f.made() + ".",
    "a signature in DER": _der_signature,
    "another key under our id": lambda f: f.signed(
        f.header, f.claims, ec.generate_private_key(ec.SECP256R1())
    ),
    "claims that are a list": lambda f: f.made(claims=b'["exp"]'),
    "claims that are no JSON": lambda f: f.made(claims=b"exp"),
    "a header of endless brackets": lambda f: f.made(header=b"[" * 2000),
    "no parts": lambda _: "nothing-signed-7f",
    "dots only": lambda _: "...",
    "other signs": lambda _: "ä.ö.ü",
}


@pytest.fixture
def forge(city: City) -> Forge:
    header, claims, _ = city.cashier.token.split(".")
    pem = city.runtime.signer._private.encode()
    key = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Forge(city, _read(header), _read(claims), key)


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_token_is_refused(forge: Forge, name: str) -> None:
    token = HOSTILE[name](forge)

    response = await forge.city.http.get(
        "/v1/me", headers={"Authorization": f"Bearer {token}".encode()}
    )

    assert response.status_code == HTTPStatus.UNAUTHORIZED, response.text
    assert response.json()["code"] in {"token_invalid", "token_expired", "session_ended"}
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert token[:40] not in response.text


async def test_the_forge_itself_makes_good_tokens(forge: Forge) -> None:
    """So that what is refused above is refused for the reason it names."""
    response = await forge.city.http.get(
        "/v1/me", headers={"Authorization": f"Bearer {forge.made()}"}
    )

    assert response.status_code == HTTPStatus.OK


def test_there_are_at_least_the_thirty_four() -> None:
    assert len(HOSTILE) >= 34


async def test_an_expired_token_says_so(forge: Forge) -> None:
    token = HOSTILE["expired"](forge)

    response = await forge.city.http.get("/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert response.json()["code"] == "token_expired"


@pytest.mark.parametrize("scheme", ["Basic", "Digest", "Token", ""])
async def test_another_scheme_is_no_sign_in(city: City, scheme: str) -> None:
    value = f"{scheme} {city.cashier.token}".strip()

    response = await city.http.get("/v1/me", headers={"Authorization": value})

    assert response.json()["code"] == "sign_in_required"
