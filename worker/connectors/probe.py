"""What a real account returns, without anything of anybody in it: fields, how often they are filled in, and a mapping.

Pure. Names of fields are told; values never, but for the words of a status or a kind, and those only when they cannot
be anybody's: known words, small numbers, or words without digits of which there are few and each is common.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from worker.connectors.vocabulary import Extra

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from worker.connectors.field_mapping import FieldMapping

FEW_WORDS: Final = 8
COMMON: Final = 5
FIELD_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z_]{0,39}")
"""What a field is called; a key with a digit or a sign in it may be somebody's number or address."""


class Found(NamedTuple):
    """A field of the account: its path, in how many records it is filled in, and which field of ours reads it."""

    path: str
    filled: int
    means: str | None


class Probe(NamedTuple):
    """What an account returns; `words` counts the words of the status and the kind, "" for one that is not told."""

    records: int
    fields: tuple[Found, ...]
    words: Mapping[str, Mapping[str, int]]
    missing: tuple[str, ...]

    @property
    def unmapped(self) -> tuple[Found, ...]:
        """The fields that nothing reads."""
        return tuple(each for each in self.fields if each.means is None)


def probe(records: Sequence[Mapping[str, Any]], mapping: FieldMapping) -> Probe:
    """Look at records as the system wrote them."""
    filled = Counter(path for record in records for path in set(_paths(record)))
    used = _used(filled, mapping)
    fields = tuple(Found(path, count, used.get(path)) for path, count in sorted(filled.items()))
    words = {name: _words(records, mapping, name) for name in (Extra.STATUS.value, Extra.KIND.value)}
    missing = tuple(name for name in mapping.fields if name not in used.values())
    return Probe(len(records), fields, words, missing)


def proposal(found: Probe, mapping: FieldMapping) -> str:
    """Return a mapping file: what was recognised, as it is read now, and what is left to fill in."""
    read: dict[str, list[str]] = {}
    for each in found.fields:
        if each.means:
            read.setdefault(each.means, []).append(each.path)
    lines = ["[fields]"]
    for name, candidates in mapping.fields.items():
        if name in read:
            paths = ", ".join(f'"{path}"' for path in candidates if path in read[name])
            lines.append(f"{name} = [{paths}]")
        else:
            lines.append(f"# {name} = []")
    return "\n".join(lines)


def _used(filled: Mapping[str, int], mapping: FieldMapping) -> dict[str, str]:
    return {path: str(name) for name, paths in mapping.fields.items() for path in paths if path in filled}


def _paths(value: object, outer: str = "") -> Iterator[str]:
    """Yield the paths of the filled-in values; keys that are no names of fields are not told."""
    if isinstance(value, list):
        for element in value:
            yield from _paths(element, outer)
    elif isinstance(value, dict):
        for key, inner in value.items():
            name = key if FIELD_NAME.fullmatch(key) else "…"
            yield from _paths(inner, f"{outer}.{name}" if outer else name)
    elif value is not None and str(value).strip():
        yield outer


def _words(records: Sequence[Mapping[str, Any]], mapping: FieldMapping, name: str) -> dict[str, int]:
    counted = Counter(str(word) for record in records if (word := mapping.first(record, name)) is not None)
    told: Counter[str] = Counter()
    for word, count in counted.items():
        nobodys = mapping.meaning(word) or re.fullmatch(r"\d{1,2}", word)
        common = len(counted) <= FEW_WORDS and count >= COMMON and not re.search(r"[\d@.]", word)
        told[word if nobodys or common else ""] += count
    return dict(told)
