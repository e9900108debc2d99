"""Which permission each operation asks for: the policy as a caller meets it."""

from typing import Final

from domain.access import Permission

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
        list_stocktakes
        read_stocktake
        list_stocktake_lines
        reconcile_assets
        list_devices
        read_device
        list_device_upkeeps
        fetch_device_file
        list_identity_checks
        list_handovers
        read_handover
        fetch_handover_file
        list_vacancies
        list_unit_vacancies
        summarise_vacancies
        list_unit_decisions
        list_unit_files
        fetch_unit_file
        list_asset_cards
        read_asset_card
        list_asset_card_editions
        quote_rent
    """,
    _P.KEEP_FILE: """
        store_file
    """,
    _P.PREPARE_UNIT: """
        make_unit_ready
        take_unit_out
        ask_for_longer_repair
        finish_unit_repair
    """,
    _P.CONFIRM_REPAIR: """
        decide_long_repair
    """,
    _P.FREEZE_UNIT: """
        freeze_unit
        release_unit
    """,
    _P.WITHDRAW_UNIT: """
        propose_withdrawal
        retract_withdrawal
    """,
    _P.REVIEW_WITHDRAWAL: """
        review_withdrawal
    """,
    _P.DRAFT_HANDOVER: """
        draft_handover
        change_handover
        void_handover
        draft_building_handovers
    """,
    _P.SIGN_HANDOVER: """
        sign_handover
        sign_building_handovers
    """,
    _P.KEEP_EQUIPMENT: """
        register_device
        note_device_failure
        note_device_recovery
        retire_device
        log_device_upkeep
        note_identity_checks
    """,
    _P.ISSUE_CREDENTIAL: """
        issue_credential
        withdraw_credential
        withdraw_lease_credentials
    """,
    _P.PLAN_STOCKTAKE: """
        plan_stocktake
        discard_stocktake
    """,
    _P.COUNT_STOCKTAKE: """
        start_stocktake
        count_stocktake
        submit_stocktake
    """,
    _P.CONFIRM_STOCKTAKE: """
        return_stocktake
        confirm_stocktake
    """,
    _P.KEEP_ASSETS: """
        write_asset_card
    """,
    _P.REGISTER_HOUSING: """
        enter_unit_in_register
        correct_unit
        register_project
        change_project
        register_building
        register_unit
    """,
    _P.READ_HOUSEHOLD: """
        list_credentials
        fetch_consent
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
        compare_handovers
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
    _P.SET_CALENDAR: """
        enter_calendar_notice
        upload_calendar_notice
    """,
    _P.SET_PARAMETER: """
        set_parameter
        set_local_day
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
EVERYBODY: Final = frozenset(
    {
        "read_me",
        "switch_authority",
        "close_session",
        "list_authorities",
        "list_organisations",
        "read_calendar",
        "compute_deadline",
    }
)

NEEDED: Final = {
    operation_id: {permission}
    for permission, listed in _NEEDS.items()
    for operation_id in listed.split()
} | _EITHER
