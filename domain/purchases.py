"""What a service contract may buy 购买内容: the catalogue of the plan.

建保〔2018〕92号 names them; exchange and the advance are the city's own additions. Admission to and
cancellation of eligibility are not in it, and cannot be bought; nor is engineering.
"""

from enum import StrEnum


class Content(StrEnum):
    """Moving in and out; rent and use; upkeep of common parts; and what serves them all."""

    FLAT_SELECTION = "flat_selection"
    EXCHANGE = "exchange"
    LEASES = "leases"
    CHECK_IN = "check_in"
    HOUSEHOLD_FILES = "household_files"
    CHECK_OUT = "check_out"

    RENT_COLLECTION = "rent_collection"
    REMITTANCE = "remittance"
    DUNNING = "dunning"
    ADVANCE = "advance"
    INSPECTION = "inspection"

    UPKEEP = "upkeep"

    DATA_ENTRY = "data_entry"
    RECOGNITION_EQUIPMENT = "recognition_equipment"
    SURVEYS = "surveys"
