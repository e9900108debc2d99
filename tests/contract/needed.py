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
        list_role_grants
        read_role_grant
    """,
    _P.CONFIRM_ROLES: """
        confirm_role_grant
        reject_role_grant
    """,
    _P.READ_HOUSING: """
        print_handover_sheet
        list_projects
        read_project
        list_buildings
        list_units
        read_unit
        read_unit_history
        read_board
        read_city_board
        read_occupancy
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
        list_household_timeline
        read_household_dossier
        print_household_dossier
        read_unit_dossier
        print_unit_dossier
        list_imports
        read_import
    """,
    _P.REVEAL_IDENTITY: """
        reveal_member
    """,
    _P.OPEN_EXIT: """
        open_exit_case
    """,
    _P.STEP_EXIT: """
        take_exit_step
        note_exit_inspection
        withdraw_exit_case
        hand_home_back
        close_exit_case
    """,
    _P.DRAFT_FINAL_BILL: """
        draft_final_bill
    """,
    _P.CONFIRM_FINAL_BILL: """
        confirm_final_bill
    """,
    _P.SETTLE_EXIT: """
        settle_exit
    """,
    _P.PAY_RENT_REFUND: """
        pay_rent_refund
        withdraw_rent_refund
    """,
    _P.SET_MARKET_RENT: """
        set_market_rent
    """,
    _P.READ_LEASE: """
        print_exit_paper
        print_renewal_paper
        print_lease_change_paper
        print_exchange_paper
        print_final_bill
        print_lease_text
        list_exit_cases
        read_exit_case
        read_exit_history
        list_exit_files
        fetch_exit_file
        read_final_bill
        list_leases
        read_lease
        list_lease_timeline
        summarise_dossiers
        list_incomplete_dossiers
        compare_handovers
        list_holds
        read_lease_history
        list_lease_files
        fetch_lease_file
        read_lease_explanation
        read_lease_text
        list_lease_signatures
        list_filings
        read_filing
        list_renewals
        read_renewal
        list_exchanges
        read_exchange
        list_lease_changes
        read_lease_change
        list_check_ins
        read_check_in
        list_lease_terms
        read_lease_terms
    """,
    _P.READ_AUTHORITY: """
        list_lease_templates
        read_lease_template_basis
        list_parameters
        list_parameter_values
        list_operations
        read_operation
        cancel_operation
        watch_operation
        list_events
        read_unread
        mark_events_read
        stream_events
    """,
    _P.READ_AUDIT: """
        list_audit_tests
        list_audit_hits
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
        list_deposits
        read_deposit
        list_market_rents
    """,
    _P.SET_RENT: """
        set_rent_standard
        set_rent_rule
    """,
    _P.READ_LEDGER: """
        list_billing_runs
        read_billing_run
        list_billing_outcomes
        read_day_totals
        list_day_ends
        list_uncounted_days
        list_suspense_items
        list_bank_statements
        read_bank_statement
        list_bank_lines
        list_vouchers
        read_voucher
        list_voucher_lines
        list_reopened
        list_top_ups
        list_top_ups_due
        list_recoveries
        read_waiting_recoveries
        list_remittances
        read_held_money
        read_remittance
        list_closings
        read_closing_checks
        read_closing
        verify_closing
        list_months
        read_month
        list_transfers
        read_balances
        verify_ledger
        export_beancount
        read_collection
        read_ageing
        read_advances
        summarise_deposits
        list_deposit_receipts
        list_deposit_refunds
        list_deposit_bank_balances
        list_rent_refunds
    """,
    _P.RAISE_CHARGES: """
        start_billing_run
    """,
    _P.CONFIRM_CHARGES: """
        confirm_billing_run
    """,
    _P.READ_DUNNING: """
        list_arrears_cases
        read_arrears_case
        list_arrears_steps
        list_arrears_plans
        list_contacts
        read_contact_attachment
    """,
    _P.DUN: """
        open_arrears_case
        take_arrears_step
        propose_arrears_plan
        note_contact
        complete_contact
        attach_to_contact
    """,
    _P.AGREE_PLAN: """
        confirm_arrears_plan
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
    _P.TAKE_DEPOSIT: """
        take_deposit
        propose_deposit_refund
        state_deposit_bank_balance
        pay_exit_damage
    """,
    _P.REFUND_DEPOSIT: """
        reverse_deposit_receipt
        pay_deposit_refund
        withdraw_deposit_refund
    """,
    _P.DRAFT_LEASE: """
        draft_lease
        draft_next_lease
        accept_exchange
        change_lease_draft
        explain_lease
        send_lease_to_sign
    """,
    _P.SIGN_LEASE: """
        sign_lease
    """,
    _P.VOID_LEASE: """
        void_lease
    """,
    _P.CHECK_IN: """
        book_check_in
        rebook_check_in
        note_check_in_absence
        hold_check_in_for_defect
        clear_check_in_defect
        confirm_check_in_money
        verify_check_in_member
        inspect_check_in
        hand_over_keys
        register_check_in
        take_lease_over
        complete_exchange
    """,
    _P.APPLY_FOR_RENEWAL: """
        apply_for_renewal
        submit_renewal_application
        supply_renewal_papers
        object_to_renewal_decision
    """,
    _P.CHECK_RENEWAL: """
        open_lease_review
        begin_renewal_check
        ask_for_renewal_papers
        propose_renewal_decision
    """,
    _P.DECIDE_RENEWAL: """
        grant_late_renewal
        decide_renewal
        answer_renewal_objection
    """,
    _P.CHANGE_HOUSEHOLD: """
        propose_lease_change
        withdraw_lease_change
    """,
    _P.ASK_FOR_EXCHANGE: """
        ask_for_exchange
        withdraw_exchange
        waive_exchange_home
    """,
    _P.CHECK_EXCHANGE: """
        check_exchange
    """,
    _P.DECIDE_EXCHANGE: """
        decide_exchange
    """,
    _P.OFFER_EXCHANGE: """
        offer_exchange_home
    """,
    _P.CHECK_CHANGE: """
        check_lease_change
    """,
    _P.DECIDE_CHANGE: """
        decide_lease_change
    """,
    _P.WAIVE_FIRST_MONEY: """
        waive_first_money
    """,
    _P.SUSPEND_LEASE: """
        suspend_lease
        resume_lease
    """,
    _P.SET_LEASE_TEXT: """
        draft_lease_template
    """,
    _P.APPROVE_LEASE_TEXT: """
        approve_lease_template
        reject_lease_template
    """,
    _P.FILE_LEASE: """
        submit_filing
    """,
    _P.CONFIRM_FILING: """
        return_filing
        confirm_filing
    """,
    _P.DRAFT_TERMS: """
        draft_lease_terms
    """,
    _P.APPROVE_TERMS: """
        approve_lease_terms
        reject_lease_terms
    """,
    _P.CONFIRM_CASH: """
        confirm_day_end
    """,
    _P.HOLD_LEASE: """
        place_hold
        end_hold
    """,
    _P.CALCULATE_VOUCHER: """
        calculate_voucher
        calculate_supplement
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
        top_up_account
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
        read_fees
        read_funding
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
    _P.READ_ELIGIBILITY: """
        list_eligibility_records
        read_eligibility
        list_measures
        list_bans
        list_duplicates
        list_waiting
        summarise_queue
    """,
    _P.GRANT_ELIGIBILITY: """
        grant_eligibility
        propose_measure
        propose_ban
    """,
    _P.DECIDE_ELIGIBILITY: """
        confirm_measure
        reject_measure
        confirm_ban
        reject_ban
        lift_ban
    """,
    _P.CHECK_DUPLICATES: """
        check_duplicates
        read_reference
    """,
    _P.READ_ROUND: """
        list_rounds
        read_round
        list_round_units
        list_registrations
        list_orderings
        download_result_file
        list_objections
        read_hall
        watch_hall
        list_reservations
        read_reservation
        print_selection_slip
        print_waiver
        print_turn_waiver
    """,
    _P.READ_REGISTRATION: """
        read_registration
    """,
    _P.PLAN_ROUND: """
        draft_round
        change_round
        open_registration
        finish_review
        close_round
        recheck_registrations
        review_registration
        score_registration
        commit_to_draw
        freeze_inputs
        put_in_order
        reply_to_order_objection
    """,
    _P.PUBLISH_ROUND: """
        publish_plan
        withdraw_plan
        publish_order
        reopen_review
        publish_result
        cancel_round
    """,
    _P.REGISTER_FOR_ROUND: """
        register
        withdraw_registration
    """,
    _P.OBJECT_TO_ROUND: """
        object_to_order
    """,
    _P.RUN_SELECTION: """
        start_selection
        call_next
        list_offered_homes
        select_home
        skip_turn
        waive_turn
        waive_reservation
    """,
    _P.ALLOCATE_DIRECTLY: """
        propose_direct_allocation
    """,
    _P.APPROVE_ALLOCATION: """
        approve_direct_allocation
        reject_direct_allocation
    """,
    _P.IMPORT_BOOKS: """
        upload_import
        read_marked_workbook
        list_import_rows
        confirm_import
        withdraw_import
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
        "read_desk",
        "list_approvals",
        "list_explanations",
        "read_explanation",
        "search",
        "read_calendar",
        "compute_deadline",
    }
)

NEEDED: Final = {
    operation_id: {permission}
    for permission, listed in _NEEDS.items()
    for operation_id in listed.split()
} | _EITHER
