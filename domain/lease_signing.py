"""Explaining and signing a lease: who, how, by whose hand, and that it was really them.

A tenant without a telephone, or who cannot come, has a way to everything: a clerk notes what was
signed at the counter, and a proxy signs by a power of attorney. Nobody is asked for their face.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.access import Role
from domain.errors import Invalid, Refused


class SigningSide(StrEnum):
    TENANT = "tenant"
    OPERATOR = "operator"


class SignatureWay(StrEnum):
    """Drawn on a screen (PNG), or on paper that was scanned."""

    DRAWN = "drawn"
    SCANNED = "scanned"


class Acknowledgement(StrEnum):
    """How a tenant said that it was explained: signed, or by word at the counter."""

    SIGNED = "signed"
    AT_COUNTER = "at_counter"


class IdentityWay(StrEnum):
    """How it was made sure who signs or moves in. A way without a face is always possible."""

    ID_CARD_SEEN = "id_card_seen"
    CARD_READER = "card_reader"
    HOUSEHOLD_REGISTER = "household_register"
    FACE_CHECK = "face_check"


#: Drawn signatures are pictures without a background.
MEDIA: Final[Mapping[SignatureWay, frozenset[str]]] = {
    SignatureWay.DRAWN: frozenset({"image/png"}),
    SignatureWay.SCANNED: frozenset({"image/png", "image/jpeg", "image/webp", "application/pdf"}),
}

_COUNTER: Final = frozenset({Role.FRONT_DESK, Role.OPERATOR_MANAGER})
#: Whose account notes a side's signature.
SIGNERS: Final[Mapping[SigningSide, frozenset[Role]]] = {
    SigningSide.TENANT: frozenset({Role.TENANT, *_COUNTER}),
    SigningSide.OPERATOR: _COUNTER,
}


class SignedAlready(Refused):
    """That side has signed this text."""


class SignatureFileInvalid(Invalid):
    """A drawn signature is a PNG; a scanned one is a picture or a PDF."""


class AcknowledgementUnsigned(Invalid):
    """A signed acknowledgement needs its file; at the counter none is needed."""


class IdentityUnproved(Invalid):
    """Say how it was made sure who the tenant is; a way without a face is always possible."""


def require_media(way: SignatureWay, media_type: str) -> None:
    """Raises SignatureFileInvalid."""
    if media_type not in MEDIA[way]:
        raise SignatureFileInvalid(pointer="/file_id", takes=sorted(MEDIA[way]))


def require_identity(side: SigningSide, way: IdentityWay | None) -> None:
    """Raises IdentityUnproved."""
    if side is SigningSide.TENANT and way is None:
        raise IdentityUnproved(pointer="/identity_way", ways=sorted(IdentityWay))
