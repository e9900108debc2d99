"""The provable draw 摇号: from a committed secret and a public value to an order anybody can check.

公租房办法 Art. 12-13: a random draw, method and result public. docs/lottery.md is the specification
in full, with the argument for fairness; this file needs nothing but the standard library.
"""

import hmac
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, cast

from domain.errors import Invalid

#: The version of everything below. Another way to draw gets another name, never this one.
ALGORITHM: Final = "anju-draw-1"
SECRET_BYTES: Final = 32

_HEX: Final = re.compile(r"[0-9a-f]{64}")
_FIELDS: Final = frozenset(
    {
        "algorithm",
        "commitment",
        "inputs",
        "inputs_sha256",
        "order",
        "public_source",
        "public_value",
        "secret",
        "seed",
    }
)


class SecretInvalid(Invalid):
    """A secret is 32 bytes, written as 64 hexadecimal digits in lower case."""


class PublicValueInvalid(Invalid):
    """The public value is a line of text as it was announced, and not empty."""


class DrawInputsInvalid(Invalid):
    """Participants have a key each, no key twice, and tiers counted from 0."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is drawn: a key that names nobody, and the tier, of which the lower is drawn first."""

    key: str
    tier: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a result file differs from what follows from it, the first place in reading order."""

    where: str
    stated: str
    computed: str

    def __str__(self) -> str:
        return f"{self.where}: the file says {self.stated}, it should be {self.computed}"


def read_secret(text: str) -> bytes:
    """Raises SecretInvalid, which never carries the value."""
    if not _HEX.fullmatch(text):
        raise SecretInvalid(pointer="/secret")
    return bytes.fromhex(text)


def read_public_value(text: str) -> str:
    """NFC, without blanks around it. Raises PublicValueInvalid."""
    value = unicodedata.normalize("NFC", text).strip()
    if not value or not value.isprintable():
        raise PublicValueInvalid(pointer="/public_value")
    return value


def commitment_of(secret: bytes) -> str:
    """What is published before registration ends; it binds, and tells nothing of the secret."""
    return sha256(secret).hexdigest()


def canonical(value: Any) -> str:
    """JSON with one way of writing each value: keys in order, no blanks, UTF-8 (RFC 8785)."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def inputs_of(round_id: str, participants: Sequence[Participant]) -> dict[str, Any]:
    """What is frozen before the public value exists. Raises DrawInputsInvalid."""
    listed = sorted(participants, key=lambda one: one.key)
    keys = {one.key for one in listed}
    if len(keys) < len(listed) or "" in keys or any(one.tier < 0 for one in listed):
        raise DrawInputsInvalid(participants=len(listed), keys=len(keys))
    return {
        "participants": [{"key": one.key, "tier": one.tier} for one in listed],
        "round": round_id,
    }


def hash_of(value: Any) -> bytes:
    """SHA-256 of the value's canonical text."""
    return sha256(canonical(value).encode()).digest()


def seed_of(secret: bytes, public_value: str, inputs_hash: bytes) -> bytes:
    """SHA-256(secret ‖ public value ‖ inputs hash): 32 bytes, UTF-8 text, 32 bytes."""
    return sha256(secret + public_value.encode() + inputs_hash).digest()


def ticket_of(seed: bytes, key: str) -> bytes:
    """A participant's number in the draw: HMAC-SHA256 of the key under the seed."""
    return hmac.digest(seed, key.encode(), sha256)


def order_of(seed: bytes, participants: Sequence[Participant]) -> list[str]:
    """Keys from the first to the last: by tier, by ticket, and, if tickets ever met, by key."""
    ordered = sorted(participants, key=lambda one: (one.tier, ticket_of(seed, one.key), one.key))
    return [one.key for one in ordered]


def result_of(
    inputs: Mapping[str, Any], *, secret: bytes, public_source: str, public_value: str
) -> str:
    """The result file: everything that the order follows from, and the order."""
    inputs_hash = hash_of(inputs)
    seed = seed_of(secret, public_value, inputs_hash)
    return canonical(
        {
            "algorithm": ALGORITHM,
            "commitment": commitment_of(secret),
            "inputs": inputs,
            "inputs_sha256": inputs_hash.hex(),
            "order": order_of(seed, _participants(inputs)),
            "public_source": public_source,
            "public_value": public_value,
            "secret": secret.hex(),
            "seed": seed.hex(),
        }
    )


def verify(
    data: bytes, *, commitment: str | None = None, inputs_sha256: str | None = None
) -> Difference | None:
    """The first difference between a result file and what follows from it; None: it holds.

    `commitment` and `inputs_sha256` are what was published before the draw: without them the
    file is only compared with itself.
    """
    try:
        file: Any = json.loads(data)
        wrong = _shape(file)
        return wrong or next(_differences(file, data, commitment, inputs_sha256), None)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, half a surrogate, a pit of brackets
        return Difference("file", "unreadable", "a result file")


def _shape(file: Any) -> Difference | None:
    """What must be so before anything can be computed."""
    if not isinstance(file, dict):
        return Difference("file", "no object", "a result file")
    fields = cast("dict[str, Any]", file)
    if fields.keys() != _FIELDS:
        stated, wanted = ",".join(sorted(fields)), ",".join(sorted(_FIELDS))
        return Difference("fields", stated, wanted)
    if fields["algorithm"] != ALGORITHM:
        return Difference("algorithm", str(fields["algorithm"]), ALGORITHM)
    for name in _FIELDS - {"inputs", "order"}:
        if not isinstance(fields[name], str):
            return Difference(name, type(fields[name]).__name__, "a text")
    if not _HEX.fullmatch(fields["secret"]):
        return Difference("secret", "no secret", "64 hexadecimal digits in lower case")
    return _shape_of_inputs(fields)


def _shape_of_inputs(fields: Mapping[str, Any]) -> Difference | None:
    inputs, order = fields["inputs"], fields["order"]
    if not isinstance(order, list):
        return Difference("order", type(order).__name__, "a list of keys")
    try:
        told = inputs_of(inputs["round"], _participants(inputs))
    except (KeyError, TypeError, Invalid):
        return Difference("inputs", "unreadable", "a round, and participants with keys and tiers")
    if not isinstance(inputs["round"], str):
        return Difference("inputs.round", "no text", "the id of the round")
    if told != inputs:
        return Difference("inputs.participants", "another order or more fields", "sorted by key")
    return None


def _differences(
    file: Mapping[str, Any], data: bytes, commitment: str | None, inputs_sha256: str | None
) -> Iterator[Difference]:
    secret = bytes.fromhex(file["secret"])
    computed = result_of(
        file["inputs"],
        secret=secret,
        public_source=file["public_source"],
        public_value=file["public_value"],
    )
    right: dict[str, Any] = json.loads(computed)
    for name, published in (("commitment", commitment), ("inputs_sha256", inputs_sha256)):
        if published is not None and published.lower() != right[name]:
            yield Difference(f"published {name}", published, right[name])
    for name in ("commitment", "inputs_sha256", "seed"):
        if file[name] != right[name]:
            yield Difference(name, file[name], right[name])
    yield from _out_of_order(file["order"], right["order"])
    if data != computed.encode():
        yield Difference("file", "not written canonically", "the canonical text of its content")


def _out_of_order(stated: list[Any], computed: list[str]) -> Iterator[Difference]:
    for place, (here, there) in enumerate(zip(stated, computed, strict=False), start=1):
        if here != there:
            yield Difference(f"order, place {place}", str(here), there)
    if len(stated) != len(computed):
        yield Difference("order, length", str(len(stated)), str(len(computed)))


def _participants(inputs: Mapping[str, Any]) -> list[Participant]:
    """Raises KeyError, TypeError or DrawInputsInvalid for anything else."""
    return [_participant(**one) for one in inputs["participants"]]


def _participant(*, key: Any, tier: Any) -> Participant:
    if not isinstance(key, str) or type(tier) is not int:
        raise DrawInputsInvalid(participants=0, keys=0)
    return Participant(key, tier)
