"""What an uploaded workbook may cost to read, and the refusals for those that cost more."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from domain.errors import Invalid

MEBIBYTE: Final = 2**20

#: How files of the two container formats begin.
ZIP_MAGIC: Final = b"PK\x03\x04"
OLE2_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
#: Below this no ratio is judged: blank sheets compress well.
_TOO_SMALL_TO_BOMB: Final = MEBIBYTE
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 0x1


class FileTypeMismatch(Invalid):
    """The bytes are not what the file claims to be; `why` is empty, not_a_workbook or not_text."""


class ArchiveTooLarge(Invalid):
    """Unpacking would cost too much; `why` is entries, size, ratio, memory or time."""


class WorkbookEncrypted(Invalid):
    """The workbook asks for a password."""


class RowsTooMany(Invalid):
    """More rows than one import takes."""


class ColumnsTooMany(Invalid):
    """More columns than any register has."""


class SheetMissing(Invalid):
    """The workbook has no such sheet, or none at all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one workbook. Sizes are bytes, times seconds.

    A register of 100,000 rows and 23 columns unpacks to about 105 MB at 1:12, and takes its
    reader 4 seconds and 600 MB.
    """

    rows: int = 120_000
    columns: int = 200
    upload: int = 40 * MEBIBYTE
    entries: int = 1_000
    unpacked: int = 400 * MEBIBYTE
    ratio: int = 100
    memory: int = 2_048 * MEBIBYTE
    seconds: int = 60


DEFAULT: Final = Limits()


def check_container(data: bytes, limits: Limits = DEFAULT) -> None:
    """Look at the outside only: nothing is unpacked.

    Raises FileTypeMismatch, WorkbookEncrypted or ArchiveTooLarge.
    """
    if not data:
        raise FileTypeMismatch(why="empty")
    if len(data) > limits.upload:
        raise ArchiveTooLarge(why="size", limit=limits.upload)
    if data.startswith(OLE2_MAGIC):
        if _ENCRYPTED_STREAM in data:
            raise WorkbookEncrypted
        return
    if not data.startswith(ZIP_MAGIC):
        raise FileTypeMismatch(why="not_a_workbook")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_entries(archive.infolist(), limits)
    except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as damage:
        raise FileTypeMismatch(why="not_a_workbook") from damage


def _check_entries(entries: list[ZipInfo], limits: Limits) -> None:
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise WorkbookEncrypted
    if len(entries) > limits.entries:
        raise ArchiveTooLarge(why="entries", limit=limits.entries)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise ArchiveTooLarge(why="size", limit=limits.unpacked)
    if any(_swells(entry, limits.ratio) for entry in entries):
        raise ArchiveTooLarge(why="ratio", limit=limits.ratio)


def _swells(entry: ZipInfo, ratio: int) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > _TOO_SMALL_TO_BOMB and entry.file_size > packed * ratio
