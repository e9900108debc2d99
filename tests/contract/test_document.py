"""The contract says everything a caller needs, and says it truly."""

import re
import subprocess
import sys
from collections import Counter

import pytest

from api.web import contract
from api.web.problems import MEDIA_TYPE
from tests.contract.reading import JSON, PUBLIC, Operation, document, operations

each = pytest.mark.parametrize("operation", operations(), ids=str)


def test_the_written_contract_is_the_programs() -> None:
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "api.cli", "openapi", "--check"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert checked.returncode == 0, checked.stderr


def test_operation_ids_are_unique() -> None:
    counted = Counter(operation.id for operation in operations())

    assert [one for one, times in counted.items() if times > 1] == []


def test_codes_mean_one_thing_each() -> None:
    counted = Counter(kind.code for kind in set(contract.every_refusal()))

    assert [code for code, times in counted.items() if times > 1] == []


def test_every_refusal_says_in_a_sentence_what_happened() -> None:
    silent = [kind.code for kind in contract.every_refusal() if not kind.__doc__]

    assert silent == []


@each
def test_an_operation_introduces_itself(operation: Operation) -> None:
    told = operation.told

    assert re.fullmatch(r"[a-z][a-z0-9_]*", operation.id)
    assert len(told["tags"]) == 1
    assert told["summary"]
    assert told["description"]


@each
def test_an_operation_names_its_refusals(operation: Operation) -> None:
    answers = operation.told["responses"]

    assert "422" in answers
    assert ("401" in answers) == (operation.id not in PUBLIC or operation.id in _SIGN_IN)
    for status, answer in answers.items():
        if status >= "400":
            assert answer["content"][MEDIA_TYPE]["examples"], status


#: Public, and yet they refuse: a name or a token may be wrong.
_SIGN_IN = {"issue_token", "open_session"}


@each
def test_an_operation_shows_what_is_sent_and_what_comes_back(operation: Operation) -> None:
    for media, content in operation.body.items():
        assert media != JSON or "example" in content
    for status, answer in operation.success():
        if JSON in answer.get("content", {}):
            assert "example" in answer["content"][JSON]
        else:
            assert status == "204" or answer["content"], f"{status} has no shape"


@each
def test_an_operation_shows_two_refusals(operation: Operation) -> None:
    shown = [
        code
        for status, answer in operation.told["responses"].items()
        if status >= "400"
        for code in answer["content"][MEDIA_TYPE]["examples"]
    ]

    assert len(set(shown)) >= 2


@each
def test_a_public_operation_needs_nobody_and_every_other_somebody(operation: Operation) -> None:
    assert bool(operation.told.get("security")) == (operation.id not in PUBLIC)


def test_few_operations_are_public() -> None:
    assert len(PUBLIC) <= 10
    assert {operation.id for operation in operations()} >= PUBLIC


def test_every_money_operation_requires_its_key() -> None:
    money = [operation for operation in operations() if operation.is_money]

    assert len(money) >= 1
    for operation in money:
        [key] = [one for one in operation.parameters if one["name"] == "Idempotency-Key"]
        assert key["required"]
        assert {"idempotency_key_missing", "idempotency_key_invalid"} <= set(
            operation.told["responses"]["400"]["content"][MEDIA_TYPE]["examples"]
        ), f"{operation}: add *KEY_PROBLEMS to its responses"


def test_the_catalogue_lists_every_code_that_is_shown() -> None:
    codes = set(document()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"])

    assert set(document()["components"]["examples"]) <= codes
