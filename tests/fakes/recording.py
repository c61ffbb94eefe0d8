"""A spreadsheet that records every call made to it: any engine's book, wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import xlwings as xw

from addin.engines.base import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

HANDLES = frozenset(
    {
        "api",
        "app",
        "apps",
        "book",
        "clean_value_data",
        "engine",
        "max_cells_per_read",
        "max_cells_per_write",
        "options",
        "pid",
        "prepare_xl_data_element",
        "sheet",
        "sheets",
        "type",
    }
)
"""What every engine answers from memory: from one handle to another, and conversions."""


def recorded(book: xw.Book) -> tuple[xw.Book, list[str]]:
    """Return the same book, and the list to which every call adds its name."""
    calls: list[str] = []
    return xw.Book(impl=Recording(book.impl, calls)), calls


class Recording:
    """One object of the engine; what it returns is wrapped as well."""

    def __init__(self, real: object, calls: list[str]) -> None:
        object.__setattr__(self, "real", real)
        object.__setattr__(self, "calls", calls)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the engine has
        value = getattr(self.real, name)
        if callable(value) and not _is_ours(value):
            return self._method(name, value)
        self._record(name)
        return self._wrapped(value)

    def __setattr__(self, name: str, value: object) -> None:
        self._record(f"{name} =")
        setattr(self.real, name, value)

    def __call__(self, *arguments: object) -> object:
        return self._method("call", self.real)(*arguments)

    def __len__(self) -> int:
        self._record("len")
        return len(self.real)

    def __iter__(self) -> Iterator[object]:
        self._record("iter")
        return (self._wrapped(one) for one in self.real)

    def __bool__(self) -> bool:
        return True

    def _method(self, name: str, method: Any) -> Any:  # noqa: ANN401
        def call(*arguments: object, **named: object) -> object:
            self._record(name)
            plain = [_real(argument) for argument in arguments]
            return self._wrapped(method(*plain, **{key: _real(value) for key, value in named.items()}))

        return call

    def _record(self, name: str) -> None:
        if name.removesuffix(" =") not in HANDLES and not isinstance(self.real, Engine):
            self.calls.append(f"{type(self.real).__name__}.{name}")

    def _wrapped(self, value: object) -> object:
        return Recording(value, self.calls) if _is_ours(value) else value


def _is_ours(value: object) -> bool:
    return type(value).__module__.startswith("addin.engines.file") and not isinstance(value, type)


def _real(value: object) -> object:
    return value.real if isinstance(value, Recording) else value
