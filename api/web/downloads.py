"""Files on their way out: always as an attachment, never run by a browser."""

from urllib.parse import quote

from fastapi import Response


def attachment(data: bytes, name: str, media_type: str) -> Response:
    """The bytes under a name that may be Chinese (RFC 6266)."""
    return Response(
        data,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
