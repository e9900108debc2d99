"""The dashboard opens quickly: what a browser fetches first stays small."""

import pytest

from bench import first_screen


def test_the_first_screen_is_at_most_350_kilobytes() -> None:
    """It grows by a word here and a part there, and nobody sees it grow."""
    found = first_screen.measure()
    if found is None:
        pytest.skip("the dashboard is not built")

    assert found.is_met, f"{found.ours:.0f} kB: {found.facts['files']}"
