"""Which JSON fields of a practice system mean what, as data: several candidates each, and a mapping file above them.

A path names fields from outside in, `emails.address`; through a list it leads to each element, the favourite first.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from worker.connectors.vocabulary import MappingUnusable, normalised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

FAVOURITE: Final = (
    "favourite", "isFavourite", "favorite", "isFavorite", "default", "isDefault", "primary", "isPrimary", "main",
    "isMain", "preferred", "isPreferred",
)  # fmt: skip
"""What may mark the one of several; how a real account names it, only `probe` can tell."""

WORDS: Final = ("active", "archived", "not_client", "person", "company")


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """The candidates of each of our fields, the words of a system's status and kind, and what to add to its query."""

    fields: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    query: Mapping[str, str] = field(default_factory=dict)

    def with_file(self, file: Path) -> Self:
        """Return the mapping with what a TOML file says.

        `[fields]` replaces the candidates of a field, `[values]` adds words, `[query]` adds to the list's query.
        Raises `MappingUnusable`.
        """
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            _insist_on_names(content, {"fields": self.fields, "values": WORDS, "query": None})
        except (OSError, ValueError) as error:
            fault = getattr(error, "strerror", None) or str(error)
            raise MappingUnusable(file=file.name, fault=fault) from error
        said = {name: tuple(_listed(paths)) for name, paths in content.get("fields", {}).items()}
        words = {
            name: known | {normalised(word) for word in _listed(content.get("values", {}).get(name, []))}
            for name, known in self.words.items()
        }
        return type(self)({**self.fields, **said}, words, {**self.query, **content.get("query", {})})

    def values(self, record: object, name: str) -> Iterator[object]:
        """Yield every filled-in value of one of our fields, of the first candidate and the favourite first."""
        for path in self.fields[name]:
            yield from values(record, path.split("."))

    def first(self, record: object, name: str) -> object:
        """Return the value of one of our fields, None when no candidate is filled in."""
        return next(self.values(record, name), None)

    def meaning(self, word: object) -> str | None:
        """Return which of `WORDS` a word of the system means, None when it is not known."""
        wanted = normalised(word)
        return next((name for name, words in self.words.items() if wanted in words), None)


def values(record: object, path: Sequence[str]) -> Iterator[object]:
    """Yield the filled-in values at a path; through a list, those of the favourite first."""
    if isinstance(record, list):
        for element in sorted(record, key=_is_favourite, reverse=True):
            yield from values(element, path)
    elif path:
        if isinstance(record, dict):
            yield from values(record.get(path[0]), path[1:])
    elif not isinstance(record, dict) and record is not None and str(record).strip():
        yield record


def _is_favourite(element: object) -> bool:
    return isinstance(element, dict) and any(element.get(name) is True for name in FAVOURITE)


def _listed(value: Any) -> list[str]:  # noqa: ANN401 - TOML
    return value if isinstance(value, list) else [value]


def _insist_on_names(content: Mapping[str, Any], known: Mapping[str, Collection[str] | None]) -> None:
    for name, table in content.items():
        if name not in known or not isinstance(table, dict):
            raise ValueError(f"{name}?")
        names = known[name]
        for key, value in table.items():
            listed = [value] if names is None else _listed(value)
            if (names is not None and key not in names) or not all(isinstance(each, str) for each in listed):
                raise ValueError(f"{name} {key}?")
