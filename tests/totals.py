"""Adds up the JUnit reports of every runner, and says which steps failed."""

import sys
from pathlib import Path
from xml.etree import ElementTree as Xml


def main() -> int:
    folder, *failed_steps = sys.argv[1:]
    total = failed = skipped = 0
    for report in sorted(Path(folder).glob("*.xml")):
        suites = list(Xml.parse(report).getroot().iter("testsuite"))
        count, bad, left = (
            sum(int(suite.get(name) or 0) for suite in suites for name in names)
            for names in (("tests",), ("failures", "errors"), ("skipped",))
        )
        print(f"{report.stem:<12}{count - bad - left:>6} passed {bad:>4} failed {left:>4} skipped")
        total, failed, skipped = total + count, failed + bad, skipped + left
    for step in failed_steps:
        print(f"failed: {step}")
    print(f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return int(bool(failed or failed_steps or total == 0))


if __name__ == "__main__":
    sys.exit(main())
