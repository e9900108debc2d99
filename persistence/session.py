"""One transaction at the edge, in the asker's authority; constraint names become refusals."""

import contextlib
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import Pool

from domain.errors import DomainError, Refused


class CodeTaken(Refused):
    """Something with this code, number or name exists already."""


class UnitAlreadyLet(Refused):
    """Another live lease holds the unit."""


class SerialAlreadyBooked(Refused):
    """The channel's serial number was booked before."""


class AlreadyDone(Refused):
    """It was done before; a second time would count twice."""


class UnitTaken(Refused):
    """Somebody else has the home, or it is not to be had any more. Offer another."""


class UnitInRound(Refused):
    """A home is in one allocation round at a time, and not given away beside it."""


class AlreadyRegistered(Refused):
    """The household is registered for this round already."""


class HomeKeptAlready(Refused):
    """A home is kept for the household already; it chooses or waives that one first."""


class TurnNotFinished(Refused):
    """Finish with whom you have called before you call the next."""


class FourEyes(Refused):
    """The second person must be another person."""


class Busy(DomainError):
    """The row is locked by other work, or the database is too busy: try again shortly."""


class PrivilegedRole(RuntimeError):
    """The program must not serve as owner, superuser or around row security."""


#: Rules that only the database can keep under concurrency, by constraint name.
REFUSALS: Final[Mapping[str, type[DomainError]]] = {
    "one_live_lease_per_unit": UnitAlreadyLet,
    "payments_authority_id_channel_serial_no_once": SerialAlreadyBooked,
    "deposit_receipts_authority_id_channel_serial_no_once": SerialAlreadyBooked,
    "one_open_refund_per_deposit": AlreadyDone,
    "one_open_exit_per_lease": AlreadyDone,
    "one_final_bill_per_case": AlreadyDone,
    "one_open_rent_refund_per_payment": AlreadyDone,
    "one_lease_per_reservation": AlreadyDone,
    "one_renewal_per_lease": AlreadyDone,
    "one_exchange_per_lease": AlreadyDone,
    "lease_templates_authority_id_kind_number_once": AlreadyDone,
    "lease_texts_authority_id_lease_id_kind_number_once": AlreadyDone,
    "lease_explanations_authority_id_lease_id_once": AlreadyDone,
    "lease_signatures_authority_id_text_id_side_once": AlreadyDone,
    "lease_filings_authority_id_receipt_no_once": CodeTaken,
    "one_renewal_under_way": AlreadyDone,
    "one_open_change_per_member": AlreadyDone,
    "one_exchange_under_way": AlreadyDone,
    "one_swap_under_way": AlreadyDone,
    "one_check_in_per_lease": AlreadyDone,
    "check_in_members_authority_id_check_in_id_member_id_once": AlreadyDone,
    "projects_authority_id_code_once": CodeTaken,
    "units_authority_id_code_once": CodeTaken,
    "units_authority_id_building_id_entrance_room_once": CodeTaken,
    "leases_authority_id_contract_no_once": CodeTaken,
    "buildings_authority_id_project_id_name_once": CodeTaken,
    "service_contracts_authority_id_contract_no_once": CodeTaken,
    "people_username_once": CodeTaken,
    "organisations_name_once": CodeTaken,
    "one_waiting_grant_per_person": AlreadyDone,
    "organisations_uscc_once": CodeTaken,
    "asset_cards_authority_id_card_no_edition_once": CodeTaken,
    "devices_authority_id_vendor_serial_no_once": CodeTaken,
    "one_stocktake_a_year": AlreadyDone,
    "one_open_decision_per_unit": AlreadyDone,
    "one_open_handover_per_unit": AlreadyDone,
    "one_voucher_per_month": AlreadyDone,
    "one_supplement_under_way_per_month": AlreadyDone,
    "vouchers_authority_id_treasury_receipt_no_once": CodeTaken,
    "remittances_authority_id_treasury_receipt_no_once": CodeTaken,
    "one_open_remittance_per_project": AlreadyDone,
    "payment_reversals_authority_id_payment_id_once": AlreadyDone,
    "transfer_mirrored_once": AlreadyDone,
    "month_closings_authority_id_project_id_month_once": AlreadyDone,
    "one_fee_statement_per_month": AlreadyDone,
    "one_open_case_per_lease": AlreadyDone,
    "one_plan_of_a_case_and_state": AlreadyDone,
    "one_price_in_force_from_a_day": AlreadyDone,
    "parameters_authority_id_key_valid_from_once": AlreadyDone,
    "one_standing_record_per_person": AlreadyDone,
    "unit_in_one_round": UnitInRound,
    "one_registration_per_person": AlreadyRegistered,
    "one_called_per_clerk": TurnNotFinished,
    "one_reservation_per_unit": UnitTaken,
    "one_reservation_per_household": HomeKeptAlready,
    "one_open_measure_per_record": AlreadyDone,
}

_FOUR_EYES: Final = frozenset({"23514"})
_BUSY: Final = frozenset({"40001", "40P01", "55P03", "57014", "53300", "53200"})


@dataclass(frozen=True, slots=True)
class Context:
    """On whose behalf a transaction runs: what row security and the trail need to know."""

    authority_id: UUID
    person_id: UUID | None = None


class Database:
    """Sessions of one pool. `transaction` writes, `snapshot` reads and cannot write."""

    def __init__(
        self, url: str, *, pool_size: int = 10, pool: type[Pool] | None = None, **connect: Any
    ) -> None:
        options: dict[str, Any] = (
            {"poolclass": pool}
            if pool
            else {"pool_size": pool_size, "max_overflow": 0, "pool_timeout": 2}
        )
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            url,
            connect_args={
                "server_settings": {
                    "application_name": "anju",
                    "timezone": "UTC",
                    "lock_timeout": "3000",
                    "idle_in_transaction_session_timeout": "60000",
                    "jit": "off",
                    **connect,
                }
            },
            **options,
        )
        self._beside = create_async_engine(
            url,
            isolation_level="AUTOCOMMIT",
            connect_args={"server_settings": {"application_name": "anju beside"}},
            pool_size=1,
            max_overflow=0,
            pool_timeout=2,
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    @contextlib.asynccontextmanager
    async def transaction(self, context: Context | None = None) -> AsyncGenerator[AsyncSession]:
        """Everything inside is saved together on the way out, or nothing is.

        Raises: the refusal that a broken constraint stands for; Busy for lost lock races.
        """
        try:
            async with self._sessions.begin() as session:
                if context is not None:
                    await enter(session, context)
                yield session
        except DBAPIError as error:
            raise refusal_of(error) from error

    @contextlib.asynccontextmanager
    async def snapshot(self, context: Context | None = None) -> AsyncGenerator[AsyncSession]:
        """A read-only look at one moment: pages and totals that belong together agree."""
        async with self._sessions.begin() as session:
            await session.execute(text("set transaction isolation level repeatable read read only"))
            if context is not None:
                await enter(session, context)
            yield session

    @contextlib.asynccontextmanager
    async def beside(self) -> AsyncGenerator[AsyncConnection]:
        """A connection of its own, where each statement is saved at once: for counters.

        It never waits for the requests' pool, so a request that holds one of those may use it.
        """
        async with self._beside.connect() as connection:
            yield connection

    async def refuse_privileges(self) -> None:
        """Raise PrivilegedRole unless row security holds for the role we serve as."""
        async with self._sessions.begin() as session:
            privileged = await session.scalar(
                text(
                    "select rolsuper or rolbypassrls or rolcreaterole or exists ("
                    " select 1 from pg_class join pg_namespace n on n.oid = relnamespace"
                    " where relowner = pg_roles.oid and nspname = 'public')"
                    " from pg_roles where rolname = session_user"
                )
            )
        if privileged:
            raise PrivilegedRole

    async def close(self) -> None:
        await self.engine.dispose()
        await self._beside.dispose()


async def enter(session: AsyncSession, context: Context) -> None:
    """Set the authority that row security reads, for this transaction only."""
    await session.execute(
        text(
            "select set_config('anju.authority', :authority, true),"
            " set_config('anju.person', :person, true)"
        ),
        {"authority": str(context.authority_id), "person": str(context.person_id or "")},
    )


def refusal_of(error: DBAPIError) -> Exception:
    """The domain's word for what the database refused; the error itself when it has none."""
    cause: Any = error.orig.__cause__ if error.orig else None
    sqlstate = getattr(cause, "sqlstate", None)
    constraint: str = getattr(cause, "constraint_name", None) or ""
    if sqlstate in _BUSY:
        return Busy()
    if isinstance(error, IntegrityError) and constraint in REFUSALS:
        return REFUSALS[constraint]()
    if sqlstate in _FOUR_EYES and constraint.endswith(("four_eyes", "by_another")):
        return FourEyes()
    return error
