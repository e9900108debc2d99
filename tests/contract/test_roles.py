"""Every operation against every role: who lacks the permission is told so, and nothing happens."""

from http import HTTPStatus
from typing import Final

import httpx
import pytest

from api.runtime import Runtime
from domain.access import POLICY, Permission, Role
from tests.contract.reading import PUBLIC, Operation, operations, send
from tests.given import City, found_city

_P = Permission

#: What each operation asks for. A new operation is entered here, or this file fails.
_NEEDS: Final = {
    _P.EXPORT: """
        ask_for_export
        fetch_file
    """,
    _P.MANAGE_PEOPLE: """
        add_organisation
        hire_person
        seat_person
        activate_person
    """,
    _P.READ_PEOPLE: """
        list_people
    """,
    _P.READ_HOUSING: """
        list_projects
        read_project
        list_buildings
        list_units
        read_unit
        read_unit_history
        quote_rent
    """,
    _P.REGISTER_HOUSING: """
        register_project
        change_project
        register_building
        register_unit
    """,
    _P.READ_HOUSEHOLD: """
        list_households
        read_household
        list_imports
        read_import
    """,
    _P.REVEAL_IDENTITY: """
        reveal_member
    """,
    _P.READ_LEASE: """
        list_leases
        read_lease
        list_holds
    """,
    _P.READ_AUTHORITY: """
        list_parameters
        list_parameter_values
        list_operations
        read_operation
        cancel_operation
        watch_operation
    """,
    _P.SET_PARAMETER: """
        set_parameter
    """,
    _P.READ_RENT: """
        print_receipt
        print_lease_statement
        list_rent_standards
        list_rent_rules
        list_charges
        read_charge
        list_adjustments
        read_adjustment
        list_payments
        read_payment
        list_refunds
        list_arrears
        summarise_arrears
        read_lease_arrears
        read_lease_statement
    """,
    _P.SET_RENT: """
        set_rent_standard
        set_rent_rule
    """,
    _P.READ_LEDGER: """
        list_billing_runs
        read_billing_run
        list_billing_outcomes
        list_suspense_items
        list_bank_statements
        read_bank_statement
        list_bank_lines
        list_vouchers
        read_voucher
        list_voucher_lines
        list_recoveries
        read_waiting_recoveries
        list_remittances
        read_held_money
        read_remittance
        list_closings
        read_closing_checks
        read_closing
        verify_closing
        list_transfers
        read_balances
        verify_ledger
        export_beancount
    """,
    _P.RAISE_CHARGES: """
        start_billing_run
    """,
    _P.DRAFT_ADJUSTMENT: """
        draft_adjustment
    """,
    _P.APPROVE_ADJUSTMENT: """
        approve_adjustment
        reject_adjustment
    """,
    _P.TAKE_PAYMENT: """
        take_payment
        resolve_suspense_item
        upload_bank_statement
    """,
    _P.REVERSE_PAYMENT: """
        reverse_payment
        return_suspense_item
        refund_credit
    """,
    _P.HOLD_LEASE: """
        place_hold
        end_hold
    """,
    _P.CALCULATE_VOUCHER: """
        calculate_voucher
    """,
    _P.CONFIRM_VOUCHER: """
        confirm_voucher
        dispute_voucher
    """,
    _P.DECIDE_VOUCHER_DISPUTE: """
        settle_voucher_dispute
    """,
    _P.PAY_VOUCHER: """
        pay_voucher
    """,
    _P.ACCEPT_VOUCHER: """
        return_voucher
        accept_voucher
    """,
    _P.DECIDE_UNCOLLECTIBLE: """
        write_off_voucher
    """,
    _P.PREPARE_REMITTANCE: """
        hand_over_recovery
        draw_up_remittance
        withdraw_remittance
        send_remittance
        reissue_remittance
    """,
    _P.SIGN_REMITTANCE: """
        sign_remittance
    """,
    _P.CONFIRM_REMITTANCE: """
        return_remittance
        confirm_remittance
    """,
    _P.CLOSE_MONTH: """
        close_month
    """,
    _P.READ_CONTRACT: """
        print_fee_statement
        list_contracts
        read_contract
        list_prices
        list_contract_units
        list_fee_statements
        read_fee_statement
        list_statement_deductions
        list_deductions
        read_deduction
    """,
    _P.SIGN_CONTRACT: """
        sign_contract
        approve_price
    """,
    _P.DRAFT_CONTRACT: """
        publish_contract
        activate_contract
        draft_price
        change_stock
        draft_contract
    """,
    _P.COMPUTE_FEE: """
        compute_fee
    """,
    _P.CONFIRM_FEE: """
        confirm_fee
        object_to_fee
    """,
    _P.AUDIT_FEE: """
        reply_to_objection
        audit_fee
    """,
    _P.APPROVE_FEE: """
        approve_fee
    """,
    _P.PAY_FEE: """
        pay_fee
    """,
    _P.RAISE_DEDUCTION: """
        raise_deduction
    """,
    _P.REPLY_DEDUCTION: """
        reply_to_deduction
    """,
    _P.DECIDE_DEDUCTION: """
        decide_deduction
    """,
    _P.IMPORT_BOOKS: """
        upload_import
        read_marked_workbook
        confirm_import
    """,
}

#: Either will do.
_EITHER: Final = {"withdraw_fee": {_P.AUDIT_FEE, _P.COMPUTE_FEE}}

#: Anybody who is signed in.
_EVERYBODY: Final = frozenset(
    {"read_me", "switch_authority", "close_session", "list_authorities", "list_organisations"}
)

NEEDED: Final = {
    operation_id: {permission}
    for permission, listed in _NEEDS.items()
    for operation_id in listed.split()
} | _EITHER

GUARDED = [operation for operation in operations() if operation.id in NEEDED]


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    """One city for the whole matrix: what it does, it does to things that are not there."""
    return await found_city(runtime, stranger)


def test_every_operation_stands_in_the_table() -> None:
    known = {operation.id for operation in operations()}

    assert known - PUBLIC - _EVERYBODY - NEEDED.keys() == set(), "enter the new operations"
    assert NEEDED.keys() - known == set(), "these operations are gone"


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_only_the_roles_with_the_permission_come_through(
    town: City, operation: Operation
) -> None:
    needed = NEEDED[operation.id]
    for role, client in town.clients.items():
        response = await send(town.http, operation, client.token)

        may = bool(POLICY[role] & needed)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (role, response.text)
        if may:
            assert "permission_missing" not in response.text, (role, response.text)
        else:
            _is_refused(role, response)


def _is_refused(role: Role, response: httpx.Response) -> None:
    refused = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert response.status_code in refused, (role, response.status_code, response.text)


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_the_example_of_a_request_is_one_that_is_understood(
    town: City, operation: Operation
) -> None:
    role = next(role for role in Role if POLICY[role] & NEEDED[operation.id])

    response = await send(town.http, operation, town[role].token)

    assert '"request_invalid"' not in response.text, response.text
    assert response.status_code != HTTPStatus.BAD_REQUEST, response.text


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_the_contract_documents_what_a_missing_permission_answers(
    operation: Operation,
) -> None:
    forbidden = operation.told["responses"]["403"]["content"]["application/problem+json"]

    assert "permission_missing" in forbidden["examples"]
