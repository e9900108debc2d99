"""The hash that a paid fee statement keeps, so that nobody changes it unseen."""

import json
from collections.abc import Mapping
from hashlib import sha256


def seal(facts: Mapping[str, object]) -> str:
    """SHA-256 in hex over the facts as JSON: names sorted, numbers and days as they are written."""
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return sha256(told.encode()).hexdigest()
