"""No file is longer than one subject needs."""

from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PYTHON: Final = ("api", "domain", "persistence", "bench", "tests")
#: One table, a line per operation: a reader looks an operation up, and it has no subjects.
ALLOWED: Final = frozenset({"tests/contract/needed.py"})
#: Written by a program, from openapi.yaml.
GENERATED: Final = frozenset({"frontend/src/api/schema.d.ts"})


@pytest.mark.parametrize(
    ("folders", "endings", "most"),
    [(PYTHON, {".py"}, 300), (("frontend/src",), {".ts", ".tsx"}, 250)],
    ids=["Python", "TypeScript"],
)
def test_a_file_that_grows_too_long_is_split_along_the_trade(
    folders: tuple[str, ...], endings: set[str], most: int
) -> None:
    lines = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in endings and "node_modules" not in file.parts
    }

    assert len(lines) > len(folders)
    assert {
        file: count
        for file, count in lines.items()
        if count > most and file not in ALLOWED | GENERATED
    } == {}
