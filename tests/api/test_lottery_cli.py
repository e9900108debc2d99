"""`anju lottery` on another machine: no database, no network, the same order to the byte."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from domain.lottery import Participant, commitment_of, inputs_of, result_of
from tests.conftest import ROOT

SECRET = bytes(range(32))
COMMITMENT = commitment_of(SECRET)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    people = [Participant(f"{n:06d}", n % 2) for n in range(1, 21)]
    path = tmp_path / "result.json"
    made = result_of(
        inputs_of("0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11", people),
        secret=SECRET,
        public_source="双色球",
        public_value="03 11",
    )
    path.write_text(made, encoding="utf-8")
    return path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["lottery", *arguments])
    return done.exit_code, done.output + done.stderr


def test_a_result_that_holds_exits_with_0(result: Path):
    code, told = run("verify", str(result), "--commitment", COMMITMENT)

    assert (code, "Holds to the byte" in told) == (0, True)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"order":["', '"order":["000099","', "order, place 1"),
        ('"public_value":"03 11"', '"public_value":"03 12"', "seed"),
        ('{"key":"000001","tier":1},', "", "inputs_sha256"),
        (SECRET.hex(), "00" * 32, "commitment"),
        (',"', ', "', "not written canonically"),
        ("{", "", "unreadable"),
    ],
)
def test_a_tampered_file_exits_with_1_and_the_first_difference(
    result: Path, old: str, new: str, where: str
):
    text = result.read_text("utf-8")
    assert old in text
    result.write_text(text.replace(old, new, 1), encoding="utf-8")

    code, told = run("verify", str(result))

    assert code == 1
    assert where in told


def test_a_file_drawn_with_another_secret_meets_the_published_commitment(result: Path):
    code, told = run("verify", str(result), "--commitment", "ff" * 32)

    assert code == 1
    assert "published commitment" in told


def test_a_new_secret_comes_with_its_commitment():
    code, told = run("secret")
    secret, commitment = re.findall(r"[0-9a-f]{64}", told)

    assert code == 0
    assert commitment_of(bytes.fromhex(secret)) == commitment
    assert re.findall(r"[0-9a-f]{64}", run("secret")[1])[0] != secret


def test_the_standard_library_is_enough(result: Path):
    """As docs/lottery.md says: Python alone, without any package of ours installed."""
    script = (
        "import sys; sys.path[:0] = [sys.argv[2]]; from domain.lottery import verify;"
        "print(verify(open(sys.argv[1], 'rb').read()) or 'holds')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, str(result), str(ROOT)],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == "holds"
