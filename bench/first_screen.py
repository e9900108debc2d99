"""What a browser loads before the dashboard is usable, in Chinese."""

import gzip
import re
from pathlib import Path

from bench.measure import Row

_DIST = Path(__file__).parent.parent / "frontend" / "dist"


def measure() -> Row | None:
    """The page, everything it names and the words it waits for, compressed as a proxy would; None
    where it is not built.
    """
    page = _DIST / "index.html"
    if not page.exists():
        return None
    text = page.read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="/?(assets/[^"]+\.(?:js|css))"', text)
    named += [f"assets/{one.name}" for one in (_DIST / "assets").glob("zh-*.js")]
    sizes = {name: len(gzip.compress((_DIST / name).read_bytes(), 9)) for name in set(named)}
    total = (sum(sizes.values()) + len(gzip.compress(page.read_bytes(), 9))) / 1000
    return Row("first_screen", "the dashboard's first screen, gzip", total, 350.0, "kB",
               total / 350, 1.0, facts={"files": sizes})  # fmt: skip
