"""What is asked of eligibility: who may be housed on a day, and what the bureau has on file."""

from persistence.eligibility.records import (
    EligibilityNotFound,
    Person,
    Record,
    Sealed,
    add_records,
    applicants_sealed,
    change,
    people,
    record,
    record_of,
    records,
    replace_expired,
    standing_record,
)
from persistence.eligibility.standing import Who, banned_on, holds_on, standing_on, valid_on

__all__ = [
    "EligibilityNotFound",
    "Person",
    "Record",
    "Sealed",
    "Who",
    "add_records",
    "applicants_sealed",
    "banned_on",
    "change",
    "holds_on",
    "people",
    "record",
    "record_of",
    "records",
    "replace_expired",
    "standing_on",
    "standing_record",
    "valid_on",
]
