from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many values were compared, and how many disagreements of each kind there were."""
    counted: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, count in report.user_properties:
            if report.nodeid.startswith("tests/oracles/"):
                counted[name] += int(str(count))
    for name, count in sorted(counted.items()):
        terminalreporter.write_line(f"{name:<40}{count:>12,}")
