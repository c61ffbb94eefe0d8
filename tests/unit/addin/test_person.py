"""The procedures in VBA that ask the person are those that Python calls."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from addin.procedures import ASK, ESCAPED

SOURCE: Final = files("workbook").joinpath("vba/AccountonPerson.bas").read_text("ascii")


def test_the_procedures_have_their_names_and_arguments() -> None:
    assert re.findall(r"^Public (\w+ \w+\(.*\) As \w+)$", SOURCE, re.MULTILINE) == [
        f"Function {ESCAPED}() As Boolean",
        f"Function {ASK}(ByVal question As String, ByVal given As String, ByVal hidden As String) As String",
    ]


def test_nothing_of_windows_is_reached_on_a_mac() -> None:
    for windows_only in ("GetAsyncKeyState", "GetForegroundWindow"):
        for at in (match.start() for match in re.finditer(windows_only, SOURCE)):
            before = SOURCE[:at]
            opened = before.rindex("#If Mac Then")
            assert re.search(r"^\s*#Else", before[opened:], re.MULTILINE)
            assert "#End If" not in before[opened:]
