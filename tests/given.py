"""The world of a test in the words of the trade. What a test does not say, is ordinary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

import httpx
from sqlalchemy import insert, update

from api.platform import auth
from api.runtime import Runtime
from domain.access import Actor, Role
from domain.housing import UnitState
from persistence import people
from persistence.session import Context
from persistence.tables.authorities import AuthorityRow, OrganisationRow
from persistence.tables.housing import UnitRow
from persistence.tables.people import MembershipRow, PersonRow

#: The organisation for which each role works.
EMPLOYER: Final[Mapping[Role, str]] = {
    Role.PURCHASER_OFFICER: "bureau",
    Role.PURCHASER_APPROVER: "bureau",
    Role.FRONT_DESK: "operator",
    Role.CASHIER: "operator",
    Role.INSPECTOR: "operator",
    Role.MAINTENANCE: "operator",
    Role.OPERATOR_MANAGER: "operator",
    Role.FINANCE_OFFICER: "finance",
    Role.AUDITOR: "audit",
    Role.EVALUATOR: "evaluator",
    Role.TENANT: "tenants",
    Role.ADMINISTRATOR: "system",
}


class Client:
    """A person at a desk: requests carry their token, and money a fresh key each time."""

    def __init__(self, http: httpx.AsyncClient, token: str, person_id: UUID) -> None:
        self.http = http
        self.token = token
        self.person_id = person_id

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.request("GET", path, params=query)

    async def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return await self.request("POST", path, json=body, headers=headers)

    async def patch(self, path: str, body: Any, *, version: int) -> httpx.Response:
        return await self.request("PATCH", path, json=body, headers={"If-Match": f'"{version}"'})

    async def act(self, path: str, body: Any = None, *, version: int | None = None) -> Any:
        """POST something that must succeed; gives the answer's body."""
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        response = await self.request("POST", path, json=body, headers=headers)
        assert response.status_code < 300, response.text
        return response.json() if response.content else None

    async def read(self, path: str, **query: Any) -> Any:
        """GET something that must be there; gives its body."""
        response = await self.get(path, **query)
        assert response.status_code == 200, response.text
        return response.json()

    async def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": str(uuid4()),
            **(options.pop("headers", None) or {}),
        }
        return await self.http.request(method, f"/v1{path}", headers=headers, **options)


@dataclass(slots=True)
class City:
    """An authority with its organisations and one person in every role."""

    runtime: Runtime
    http: httpx.AsyncClient
    authority_id: UUID
    organisations: dict[str, UUID]
    clients: dict[Role, Client] = field(default_factory=dict[Role, Client])

    def __getitem__(self, role: Role) -> Client:
        return self.clients[role]

    @property
    def officer(self) -> Client:
        return self[Role.PURCHASER_OFFICER]

    @property
    def approver(self) -> Client:
        return self[Role.PURCHASER_APPROVER]

    @property
    def cashier(self) -> Client:
        return self[Role.CASHIER]

    @property
    def manager(self) -> Client:
        return self[Role.OPERATOR_MANAGER]

    @property
    def finance(self) -> Client:
        return self[Role.FINANCE_OFFICER]

    @property
    def context(self) -> Context:
        return Context(self.authority_id)

    async def actor(self, role: Role) -> Actor:
        """The role's person as commands see them, for tests below HTTP."""
        async with self.runtime.database.transaction() as session:
            claims = self.runtime.signer.verify(self.clients[role].token)
            signed_in = await people.arrive(session, claims.session_id)
            assert signed_in is not None
            return signed_in.actor

    async def hire(self, role: Role, *, household_id: UUID | None = None) -> Client:
        """Another person in this role, signed in."""
        [client] = await _hire(self, {role: household_id})
        return client

    async def project(self, code: str = "XFJY", name: str = "幸福家园", **facts: Any) -> Any:
        """A project run by the city's operator."""
        body = {"code": code, "name": name, "district": "昆都仑区"}
        body |= {"operator_id": str(self.organisations["operator"]), **facts}
        return await self.officer.act("/projects", body)

    async def building(self, project: Any, name: str = "1") -> Any:
        return await self.officer.act(f"/projects/{project['id']}/buildings", {"name": name})

    async def unit(self, project: Any, building: Any, room: str = "101", **facts: Any) -> Any:
        """A home that was accepted and stands empty."""
        drafted = await self.draft(project, building, room, **facts)
        async with self.runtime.database.transaction(self.context) as session:
            row = UnitRow
            statement = update(row).where(row.id == UUID(drafted["id"]))
            await session.execute(statement.values(state=UnitState.AVAILABLE))
        return await self.officer.read(f"/units/{drafted['id']}")

    async def draft(self, project: Any, building: Any, room: str = "101", **facts: Any) -> Any:
        """A unit that the purchaser has just entered."""
        body = {
            "building_id": building["id"],
            "code": f"{project['code']}-{building['name']}-1-{room}",
            "entrance": "1",
            "room": room,
            "area_m2": "52.36",
            "price_per_m2": "5.20",
            **facts,
        }
        return await self.officer.act(f"/projects/{project['id']}/units", body)


async def found_city(
    runtime: Runtime, http: httpx.AsyncClient, *, parent_id: UUID | None = None
) -> City:
    """A city that no other test knows, or a district of `parent_id`."""
    mark = uuid4().hex[:12]
    async with runtime.database.transaction() as session:
        authority_id = await session.scalar(
            insert(AuthorityRow)
            .values(
                code=mark,
                name=f"测试市{mark}",
                name_en=f"City {mark}",
                level="district" if parent_id else "city",
                parent_id=parent_id,
            )
            .returning(AuthorityRow.id)
        )
        assert authority_id is not None
        organisations: dict[str, UUID] = {}
        for kind in dict.fromkeys(EMPLOYER.values()):
            organisations[kind] = (
                await session.execute(
                    insert(OrganisationRow)
                    .values(name=f"{kind} {mark}", kind=kind)
                    .returning(OrganisationRow.id)
                )
            ).scalar_one()
    city = City(runtime, http, authority_id, organisations)
    hired = await _hire(city, dict.fromkeys(EMPLOYER))
    city.clients.update(zip(EMPLOYER, hired, strict=True))
    return city


async def _hire(city: City, roles: Mapping[Role, UUID | None]) -> list[Client]:
    """A person in each role, signed in; a tenant's with the household. One statement a table."""
    person_ids = [uuid4() for _ in roles]
    people_of = [
        {"id": one, "username": one.hex, "name": f"{role} 甲", "password_hash": "none"}
        for one, role in zip(person_ids, roles, strict=True)
    ]
    memberships = [
        {
            "person_id": one,
            "authority_id": city.authority_id,
            "organisation_id": city.organisations[EMPLOYER[role]],
            "roles": [role],
            "household_id": household_id,
        }
        for one, (role, household_id) in zip(person_ids, roles.items(), strict=True)
    ]
    async with city.runtime.database.transaction() as session:
        await session.execute(insert(PersonRow).values(people_of))
        await session.execute(insert(MembershipRow).values(memberships))
        tokens = [
            await auth.open_device_session(city.runtime, session, one, city.authority_id)
            for one in person_ids
        ]
    return [
        Client(city.http, pair.access_token, one)
        for one, pair in zip(person_ids, tokens, strict=True)
    ]
