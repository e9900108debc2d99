"""HTTP of authorities, organisations and people."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from api.people import commands
from api.people.commands import HouseholdOnlyForTenants, RoleNotOfOrganisation
from api.platform.passwords import PasswordWeak
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.kinds import Code, In, Line, Out
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing, Role
from domain.identity import UsccInvalid
from domain.role_grants import Rights
from persistence import directory
from persistence.directory import OrganisationNotFound, PersonNotFound
from persistence.session import CodeTaken
from persistence.tables.authorities import AuthorityRow, OrganisationRow
from persistence.tables.people import PersonRow

router = APIRouter(tags=["people"])
Kind = Literal["bureau", "operator", "finance", "audit", "evaluator", "tenants", "system"]


class AuthorityOut(Out):
    """A purchaser 购买主体."""

    id: UUID
    code: Annotated[str, Field(description="GB/T 2260.", examples=["150200"])]
    name: Annotated[str, Field(examples=["包头市住房和城乡建设局"])]
    name_en: str
    level: Literal["city", "district"]
    parent_id: UUID | None


class OrganisationIn(In):
    name: Annotated[Line, Field(examples=["鹿城安和住房服务有限公司"])]
    kind: Kind
    uscc: Annotated[Code | None, Field(examples=["91350100M000100Y43"])] = None


class OrganisationOut(Out):
    id: UUID
    name: str
    kind: Kind
    uscc: str | None


class DeskIn(In):
    """For whom somebody works here, in which roles."""

    organisation_id: UUID
    roles: Annotated[list[Role], Field(min_length=1, max_length=4)]
    household_id: UUID | None = None

    @property
    def rights(self) -> Rights:
        return Rights(self.organisation_id, frozenset(self.roles), self.household_id)


class PersonIn(DeskIn):
    username: Annotated[Code, Field(pattern=r"^[a-z0-9._-]{3,64}$", examples=["gao.xiaofeng"])]
    name: Annotated[Line, Field(examples=["高晓峰"])]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class PersonPatch(In):
    is_active: bool


class PersonOut(Out):
    id: UUID
    username: str
    name: str
    is_active: bool
    organisation_id: UUID
    organisation: str
    roles: Annotated[list[Role], Field(description="In force.")]
    asked_roles: Annotated[
        list[Role], Field(description="Asked for as the whole desk; a second person confirms them.")
    ]
    role_grant_id: UUID | None


@router.get("/authorities", responses=problems(CursorInvalid))
async def list_authorities(call: Reader, page: PagingDep) -> Page[AuthorityOut]:
    """The purchasers: the city and its districts."""
    rows, cursor = await page.rows(
        call.session, directory.authorities(), AuthorityRow.code, AuthorityRow.id
    )
    items = [AuthorityOut.model_validate(directory.Authority(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/organisations", responses=problems(CursorInvalid))
async def list_organisations(
    call: Reader, page: PagingDep, kind: Kind | None = None
) -> Page[OrganisationOut]:
    """Operators, bureaus, finance and audit offices, by name."""
    statement = directory.organisations()
    if kind:
        statement = statement.where(OrganisationRow.kind == kind)
    rows, cursor = await page.rows(
        call.session, statement, OrganisationRow.name, OrganisationRow.id
    )
    items = [OrganisationOut.model_validate(directory.Organisation(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/organisations",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, CodeTaken, UsccInvalid),
)
async def add_organisation(body: OrganisationIn, call: Writer) -> OrganisationOut:
    """Make an organisation known. Administrators only."""
    made = await commands.add_organisation(call.session, call.actor, **body.model_dump())
    return OrganisationOut.model_validate(await directory.organisation(call.session, made))


@router.get("/people", responses=problems(PermissionMissing, CursorInvalid))
async def list_people(call: Reader, page: PagingDep) -> Page[PersonOut]:
    """Everyone with a desk in this authority, by user name."""
    call.scope(Permission.READ_PEOPLE)
    statement = directory.people(call.actor.authority_id)
    rows, cursor = await page.rows(call.session, statement, PersonRow.username, PersonRow.id)
    items = [PersonOut.model_validate(directory.person_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/people",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        CodeTaken,
        OrganisationNotFound,
        RoleNotOfOrganisation,
        HouseholdOnlyForTenants,
        PasswordWeak,
    ),
)
async def hire_person(body: PersonIn, call: Writer) -> PersonOut:
    """A new person with a desk in this authority. The roles wait for a second person."""
    made = await commands.hire(
        call.session,
        call.actor,
        username=body.username,
        name=body.name,
        password=body.password,
        wanted=body.rights,
    )
    return await _out(call, made)


@router.put(
    "/people/{person_id}/desk",
    responses=problems(
        PermissionMissing,
        PersonNotFound,
        OrganisationNotFound,
        RoleNotOfOrganisation,
        HouseholdOnlyForTenants,
    ),
)
async def seat_person(person_id: UUID, body: DeskIn, call: Writer) -> PersonOut:
    """Other roles here, or a desk in this authority for somebody known elsewhere.

    What is taken away is gone at once; what is added waits for a second person.
    """
    await commands.seat(call.session, call.actor, person_id, body.rights)
    return await _out(call, person_id)


@router.patch("/people/{person_id}", responses=problems(PermissionMissing, PersonNotFound))
async def activate_person(person_id: UUID, body: PersonPatch, call: Writer) -> PersonOut:
    """Shut somebody out at once, or let them in again."""
    await commands.activate(call.session, call.actor, person_id, is_active=body.is_active)
    return await _out(call, person_id)


async def _out(call: Writer, person_id: UUID) -> PersonOut:
    found = await directory.person(call.session, call.actor.authority_id, person_id)
    return PersonOut.model_validate(found)
