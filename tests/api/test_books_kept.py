"""A book that is confirmed soon after it was read need not be read again."""

import subprocess
from pathlib import Path

import pytest

from api.imports import kept, workbook

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each process that is started to read a workbook."""
    started: list[str] = []
    real = subprocess.run

    def counted(command, **options):
        started.append(command[-1])
        return real(command, **options)

    monkeypatch.setattr(workbook.subprocess, "run", counted)
    kept._kept.clear()
    return started


async def test_the_same_bytes_are_read_once(readings: list[str]) -> None:
    data = (DATA / "房源台账.xlsx").read_bytes()

    first = await kept.grid_of(data, prefer="房源台账")
    again = await kept.grid_of(bytes(data), prefer="房源台账")

    assert again is first
    assert readings == ["房源台账"]


async def test_other_bytes_and_another_sheet_are_read_anew(readings: list[str]) -> None:
    homes, tenants = ((DATA / f"{name}台账.xlsx").read_bytes() for name in ("房源", "租户"))

    await kept.grid_of(homes, prefer="房源台账")
    other = await kept.grid_of(tenants, prefer="租户台账")
    await kept.grid_of(homes, prefer="")

    assert other.sheet == "租户台账"
    assert readings == ["房源台账", "租户台账", ""]


async def test_one_book_is_remembered_and_not_for_long(
    readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_SECONDS", 0)
    data = (DATA / "房源台账.xlsx").read_bytes()

    await kept.grid_of(data, prefer="房源台账")
    await kept.asyncio.sleep(0.01)

    assert kept._kept == {}
    await kept.grid_of(data, prefer="房源台账")
    assert len(readings) == 2
