"""What a client can look up instead of guessing: limits, words, codes, version (trust.md, C22)."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from pydantic import Field

from api.web import contract, problems
from api.web.kinds import Out
from api.web.labels import chinese, english
from api.web.odd_requests import API_VERSIONS
from api.web.strict_json import DEEPEST, LARGEST_JSON, LARGEST_UPLOAD
from api.web.validation import field_codes
from domain.errors import Denied, DomainError, Invalid, NotFound, Refused, Unauthenticated
from domain.money import MAX_FEN
from persistence.registry import InquiriesExhausted
from persistence.session import Busy

router = APIRouter(tags=["meta"])

#: What to do about a refusal, by its nearest kind.
CURES: Final[Mapping[type[DomainError], str]] = {
    DomainError: "Try again later; with the request id the operator of the server finds the cause.",
    Unauthenticated: "Sign in again, or get a new access token with the refresh token.",
    Denied: "Ask somebody whose role allows it.",
    problems.CrossSite: "Send X-Requested-By, and Origin only as this server's own address.",
    NotFound: "Check the id: it must be of your authority and within your reach.",
    Refused: "Read the record again, and decide anew from its present state.",
    Invalid: "Correct what `errors` points at, and send it again.",
    problems.BodyTooLarge: "Send less at once.",
    problems.MediaTypeUnsupported: "Send what Accept-Post names.",
    problems.MethodNotAllowed: "Use one of the methods that Allow names.",
    problems.PreconditionRequired: "Read the record, and send its ETag as If-Match.",
    problems.VersionConflict: "Read the record again, and repeat the change on what it says now.",
    problems.IdempotencyKeyMissing: "Send a new UUID as Idempotency-Key.",
    problems.IdempotencyKeyInvalid: "Send a new UUID as Idempotency-Key.",
    problems.IdempotencyKeyReused: "Use a new key for a new intent.",
    problems.IdempotencyInProgress: "Wait as long as Retry-After says, and send the same again.",
    problems.ParameterRepeated: "Name every query parameter once.",
    problems.ParameterUnknown: "Use the parameters that `facts.known` lists.",
    problems.ApiVersionUnknown: "Name one of the versions that `facts.known` lists, or none.",
    problems.PageSizeOutOfRange: "Ask for a `limit` within the bounds.",
    problems.CursorInvalid: "Begin again with the first page.",
    InquiriesExhausted: "Ask again in an hour, or have a colleague ask.",
    problems.TooManyRequests: "Wait as long as Retry-After says.",
    problems.RateLimited: "Wait as long as Retry-After says; RateLimit tells how many are left.",
    Busy: "Wait as long as Retry-After says, and send the same again.",
}


class LimitsOut(Out):
    page_default: int
    page_largest: int
    json_bytes: int
    json_depth: int
    upload_bytes: int
    amount_fen: Annotated[int, Field(description="The largest amount.")]
    idempotency_key_shortest: int
    idempotency_key_longest: int


class WordOut(Out):
    """A word of an enumeration as people call it; `zh` is null where no word is settled."""

    word: Annotated[str, Field(examples=["leased"])]
    zh: Annotated[str | None, Field(examples=["在租"])]
    en: Annotated[str, Field(examples=["Leased"])]


class CodeOut(Out):
    """A refusal: branch on its code, never on a text."""

    code: Annotated[str, Field(examples=["version_conflict"])]
    status: Annotated[int, Field(examples=[412])]
    cause: Annotated[str, Field(examples=["The record has changed since it was read."])]
    cure: Annotated[str, Field(examples=["Read the record again."])]


class MetaOut(Out):
    version: Annotated[str, Field(examples=["0.1.0"])]
    api_versions: Annotated[
        list[str], Field(description="What `Api-Version` may name.", examples=[["2026-10-01"]])
    ]
    limits: LimitsOut
    enums: dict[str, list[WordOut]]
    codes: list[CodeOut]
    field_codes: Annotated[
        list[str],
        Field(
            description="Codes of `errors` about a field's shape alone.",
            json_schema_extra={"items": {"type": "string", "enum": [*field_codes()]}},
        ),
    ]


@router.get("/meta")
async def read_meta(request: Request) -> MetaOut:
    """Limits, the words of every enumeration, every problem code with cause and cure, version."""
    told: dict[str, Any] = request.app.openapi()
    return MetaOut(
        version=request.app.version,
        api_versions=list(API_VERSIONS),
        limits=LimitsOut(
            page_default=50,
            page_largest=200,
            json_bytes=LARGEST_JSON,
            json_depth=DEEPEST,
            upload_bytes=LARGEST_UPLOAD,
            amount_fen=MAX_FEN,
            idempotency_key_shortest=8,
            idempotency_key_longest=255,
        ),
        enums=_enums(told["components"]["schemas"]),
        codes=[_code(kind) for kind in contract.catalogue().values()],
        field_codes=field_codes(),
    )


def _enums(schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, list[WordOut]]:
    return {
        name: [WordOut(word=one, zh=chinese(name, one), en=english(one)) for one in schema["enum"]]
        for name, schema in sorted(schemas.items())
        if "enum" in schema
    }


def _code(kind: type[DomainError]) -> CodeOut:
    told = contract.example(kind)
    cure = next(CURES[one] for one in kind.__mro__ if one in CURES)
    return CodeOut(code=kind.code, status=told["status"], cause=told["title"], cure=cure)
