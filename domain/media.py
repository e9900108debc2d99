"""What photos, scans and papers are: told by their first bytes, never by what a client says."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.errors import Invalid


class MediaNotTaken(Invalid):
    """Evidence is a photo (JPEG, PNG, WebP, HEIC) or a PDF."""


_HEIC: Final = (b"heic", b"heix", b"mif1", b"hevc")

_KNOWN: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "image/jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "image/png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/webp": lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
    "image/heic": lambda data: data[4:8] == b"ftyp" and data[8:12] in _HEIC,
    "application/pdf": lambda data: data.startswith(b"%PDF-"),
}


def media_type_of(data: bytes) -> str:
    """Raises MediaNotTaken for anything that is neither photo nor PDF."""
    for media_type, is_such in _KNOWN.items():
        if is_such(data[:16]):
            return media_type
    raise MediaNotTaken(pointer="/file", taken=sorted(_KNOWN))
