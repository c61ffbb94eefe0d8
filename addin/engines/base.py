"""What xlwings asks of an engine besides its objects; every engine of ours cleans values alike."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


USUAL: Final = frozenset({str, float, bool, datetime, type(None)})
"""What every reader takes as it is."""


class ErrorValue(str):
    """An error such as `#DIV/0!`, told apart from the same characters typed by a person."""

    __slots__ = ()


class Engine:
    """An engine with one app, always."""

    type: Final = "desktop"

    def __init__(self, name: str, app: object) -> None:
        """Be called `name` and hold `app`."""
        self.name = name
        self.apps = (app,)

    @staticmethod
    def prepare_xl_data_element(value: object, _options: object) -> object:
        """Return `value` as `raw_value` takes it."""
        return value

    @staticmethod
    def clean_value_data(
        rows: Sequence[Sequence[object]],
        _dates: object,
        empty: object,
        numbers: Callable[[float], object] | None,
        err_to_str: object,
    ) -> Sequence[Sequence[object]]:
        """Return a block as the Windows engine would: errors as text only when asked."""
        usual = USUAL if empty is None and numbers is None else frozenset()

        def clean(value: object) -> object:
            if value is None or value == "":
                return empty
            if isinstance(value, ErrorValue):
                return str(value) if err_to_str else None
            return numbers(value) if numbers and isinstance(value, float) else value

        return [
            list(row) if usual.issuperset(map(type, row)) and "" not in row else [clean(value) for value in row]
            for row in rows
        ]
