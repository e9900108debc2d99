"""A form becomes a PDF that whoever holds it can check by its QR code."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from fastapi import Response

from api.documents import verification
from api.documents.blocks import Verification
from api.documents.verification import DocumentKind, Printed
from api.runtime import Runtime
from api.web.downloads import attachment

PDF: Final = "application/pdf"
FORM: Final[dict[str, Any]] = {"content": {PDF: {}}, "description": "The form, A4."}

#: A dataclass with a `number` and a `verification`.
Form = TypeVar("Form", bound=Any)


async def printed(
    runtime: Runtime,
    kind: DocumentKind,
    form: Form,
    render: Callable[[Form], bytes],
    *,
    title: str,
    on: date,
) -> Response:
    """The form under its QR code, as an attachment named by its title and number.

    `on`: the day that it bears.
    """
    told = Printed(kind, form.number, on, verification.fingerprint(form))
    address = address_of(runtime, told)
    verified = replace(form, verification=Verification(address, told.fingerprint))
    data = await asyncio.to_thread(render, verified)
    return attachment(data, f"{title}-{form.number}.pdf", PDF)


def address_of(runtime: Runtime, told: Printed) -> str:
    """Where whoever holds the paper asks whether it is ours: a page that asks for no sign-in."""
    return f"{runtime.settings.address}/check/{verification.code(key_of(runtime), told)}"


def key_of(runtime: Runtime) -> bytes:
    return runtime.vault.key("documents")
