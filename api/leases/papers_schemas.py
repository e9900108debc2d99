"""The wire format of a lease's papers: explained, written, signed; and the texts of a city."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.leases.schemas import On, Why
from api.leases.signing import Explained, Hand, Proxy
from api.web.kinds import Code, In, Line, Out, Words
from domain.lease_signing import Acknowledgement, IdentityWay, SignatureWay, SigningSide
from domain.lease_texts import Clause, TemplateState, TextKind
from persistence.lease_papers import Explanation, LeaseText, Signature, Template


class ProxyIn(In):
    """Who acts for the tenant, by a power of attorney 授权委托书."""

    name: Annotated[Line, Field(examples=["赵明"])]
    file_id: Annotated[UUID, Field(description="The power of attorney, stored.")]

    def to_proxy(self) -> Proxy:
        return Proxy(self.name, self.file_id)


class ExplanationIn(In):
    """The tenant's duties and the return cases were explained, and the tenant said so."""

    explained_on: On = None
    acknowledgement: Annotated[
        Acknowledgement,
        Field(description="Signed, with its file; or by word, as the clerk attests."),
    ]
    acknowledged_by: Annotated[Line, Field(examples=["赵福生"])]
    file_id: Annotated[UUID | None, Field(description="The signed 告知书.")] = None
    proxy: ProxyIn | None = None
    note: Words | None = None
    reason: Why = None

    def to_explained(self, today: date) -> Explained:
        return Explained(
            on=self.explained_on or today,
            acknowledgement=self.acknowledgement,
            acknowledged_by=self.acknowledged_by,
            file_id=self.file_id,
            proxy=self.proxy.to_proxy() if self.proxy else None,
            note=self.note,
            reason=self.reason,
        )


class LeaseExplanationOut(Out):
    """Who explained what, and how it was acknowledged (公租房办法 Art. 16)."""

    id: UUID
    lease_id: UUID
    text_id: UUID
    explained_on: date
    explained_by: UUID
    acknowledgement: Acknowledgement
    acknowledged_by: str
    file_id: UUID | None
    proxy_name: str | None
    proxy_file_id: UUID | None
    note: str | None
    made_at: datetime

    @classmethod
    def of(cls, one: Explanation) -> Self:
        return cls.model_validate(one)


class LeaseSignatureIn(In):
    """A side's signature under the text that was sent to be signed."""

    side: SigningSide
    way: Annotated[SignatureWay, Field(description="Drawn on a screen (PNG), or a scan.")]
    name: Annotated[Line, Field(examples=["赵福生"])]
    file_id: UUID
    signed_on: On = None
    identity_way: Annotated[
        IdentityWay | None,
        Field(description="How it was made sure who signs; for the tenant.", examples=[None]),
    ] = None
    proxy: ProxyIn | None = None
    reason: Why = None

    def to_hand(self, today: date) -> Hand:
        return Hand(
            side=self.side,
            way=self.way,
            name=self.name,
            file_id=self.file_id,
            signed_on=self.signed_on or today,
            identity_way=self.identity_way,
            proxy=self.proxy.to_proxy() if self.proxy else None,
            reason=self.reason,
        )


class LeaseSignatureOut(Out):
    """A signature: its file with its hash, and whose account noted it."""

    id: UUID
    lease_id: UUID
    text_id: UUID
    side: SigningSide
    way: SignatureWay
    name: str
    signed_on: date
    file_id: UUID
    file_sha256: str
    identity_way: IdentityWay | None
    proxy_name: str | None
    proxy_file_id: UUID | None
    at_counter: Annotated[bool, Field(description="A clerk noted it for the tenant.")]
    by: UUID
    made_at: datetime

    @classmethod
    def of(cls, one: Signature) -> Self:
        return cls.model_validate(one)


class LeaseSignaturesOut(Out):
    items: list[LeaseSignatureOut]


class ClauseIn(In):
    """A clause. Fields in braces are filled in for each lease: {tenant}, {rent_capitals}."""

    code: Annotated[Code, Field(pattern=r"^[a-z][a-z0-9_]*$", examples=["return_cases"])]
    title: Annotated[Line, Field(examples=["退回与腾退"])]
    text: Annotated[Words, Field(examples=["租期至{ends_on}止。"])]

    def to_clause(self) -> Clause:
        return Clause(self.code, self.title, self.text)


class ClauseOut(Out):
    code: str
    title: str
    text: str


class LeaseTextOut(Out):
    """A text of a lease. Not kept yet while `number` is null: what it would say today."""

    lease_id: UUID
    kind: TextKind
    number: int | None
    template_id: Annotated[UUID | None, Field(description="Null: the text that ships.")]
    clauses: list[ClauseOut]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    made_at: datetime | None

    @classmethod
    def of(cls, one: LeaseText) -> Self:
        return cls(
            lease_id=one.lease_id,
            kind=one.kind,
            number=one.number,
            template_id=one.template_id,
            clauses=[ClauseOut.model_validate(clause) for clause in one.read],
            sha256=one.sha256.hex(),
            made_at=one.made_at,
        )


class LeaseTemplateIn(In):
    """The city's own text. It needs every mandatory clause, and a second person's approval."""

    kind: TextKind
    clauses: Annotated[list[ClauseIn], Field(min_length=1, max_length=60)]
    valid_from: Annotated[date, Field(examples=["2026-07-01"])]
    document_no: Annotated[Code, Field(examples=["包住保〔2026〕12号"])]


class LeaseTemplateBasisOut(Out):
    """What a new text begins with: the one that holds today, and what no text may lack."""

    kind: TextKind
    template_id: Annotated[UUID | None, Field(description="Null: the text that ships.")]
    clauses: list[ClauseOut]
    mandatory: Annotated[list[str], Field(description="Codes of clauses that it must have.")]
    fields: Annotated[list[str], Field(description="What braces may fill in, such as {tenant}.")]


class LeaseTemplateOut(Out):
    id: UUID
    kind: TextKind
    number: int
    clauses: list[ClauseOut]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    valid_from: date
    document_no: str
    state: TemplateState
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int

    @classmethod
    def of(cls, one: Template) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields}
        clauses = [ClauseOut(**clause) for clause in one.clauses]
        return cls.model_validate({**told, "clauses": clauses, "sha256": one.sha256.hex()})
