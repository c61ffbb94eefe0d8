"""Our part of hover notes in the comments part of a sheet; what a person wrote keeps its every byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.elements import appended, prefix_of, prefixed, text
from addin.engines.escapes import unescape
from addin.engines.values import unescaped
from addin.marks import with_reason, without_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AUTHOR: Final = b"Accounton"
EMPTY: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors></authors><commentList></commentList></comments>"
)
NOTE: Final = re.compile(rb'<(?:\w+:)?comment\s[^>]*?\bref="([A-Z]+\d+)"[^>]*>.*?</(?:\w+:)?comment>\s*', re.DOTALL)
AUTHORS: Final = re.compile(rb"<(\w+:)?authors(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?authors>)", re.DOTALL)
ONE_AUTHOR: Final = re.compile(rb"<(?:\w+:)?author(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?author>)")
AUTHOR_NUMBER: Final = re.compile(rb'\sauthorId="(\d+)"')
LIST: Final = re.compile(rb"<(\w+:)?commentList(?:\s[^>]*)?(?:/>|>.*</(?:\w+:)?commentList>)", re.DOTALL)
TEXT: Final = re.compile(rb"<(?:\w+:)?text(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?text>)", re.DOTALL)
READING_AID: Final = re.compile(rb"<((?:\w+:)?)rPh\b.*?</\1rPh>", re.DOTALL)
RUN: Final = re.compile(rb"<(\w+:)?r>.*?</(?:\w+:)?r>", re.DOTALL)
CHARACTERS: Final = re.compile(rb"<((?:\w+:)?t)((?:\s[^>]*)?)(?:/>|>([^<]*)</\1>)")
THREAD: Final = b"tc="
"""How the author of a note begins that Excel made for a thread; Excel would make it anew."""


class Notes:
    """The notes of a sheet; `places` are the addresses that have one, `xml` is the part as it has become."""

    def __init__(self, xml: bytes) -> None:
        """Read a comments part, `EMPTY` where there is none."""
        self.xml = xml
        self._prefix = prefix_of(xml)

    @property
    def places(self) -> list[str]:
        """The addresses of the cells that have a note."""
        return [note[1].decode() for note in NOTE.finditer(self.xml)]

    def remove(self) -> list[str]:
        """Take our part out of every note; returns the addresses of those of which nothing is left."""
        gone: list[str] = []

        def without_ours(note: re.Match[bytes]) -> bytes:
            told = TEXT.search(note[0])
            whole = _plain(told[0]) if told else ""
            own = without_reason(whole)
            if told is None or own == whole:
                return note[0]
            if not own:
                gone.append(note[1].decode())
                return b""
            return note[0][: told.start()] + _cut(told[0], len(own)) + note[0][told.end() :]

        self.xml = NOTE.sub(without_ours, self.xml)
        self._forget_author()
        return gone

    def add(self, reasons: Mapping[str, str]) -> list[str]:
        """Tell the reasons, by the cells' addresses; returns the addresses of the notes that are new."""
        left = dict(reasons)
        threads = self._threads()

        def with_ours(note: re.Match[bytes]) -> bytes:
            reason = left.pop(note[1].decode(), None)
            told = TEXT.search(note[0])
            author = AUTHOR_NUMBER.search(note[0])
            if reason is None or told is None or (author and int(author[1]) in threads):
                return note[0]
            own = _plain(told[0])
            added = self._with(told[0], with_reason(own, reason)[len(own) :])
            return note[0][: told.start()] + added + note[0][told.end() :]

        self.xml = NOTE.sub(with_ours, self.xml)
        if left:
            self._append(left)
        return list(left)

    def _append(self, reasons: Mapping[str, str]) -> None:
        author = self._author()
        notes = b"".join(
            b'<comment ref="%s" authorId="%d"><text><t xml:space="preserve">%s</t></text></comment>'
            % (place.encode(), author, text(with_reason("", reason)))
            for place, reason in reasons.items()
        )
        found = LIST.search(self.xml)
        assert found  # noqa: S101 - every comments part has it
        whole = appended(found[0], prefixed(notes, self._prefix))
        self.xml = self.xml[: found.start()] + whole + self.xml[found.end() :]

    def _with(self, told: bytes, added: str) -> bytes:
        """Return the text of a note with ours at its end."""
        written = text(added)
        runs = list(RUN.finditer(told))
        if runs:
            run = prefixed(b'<r><t xml:space="preserve">%s</t></r>' % written, self._prefix)
            place = runs[-1].end()
            return told[:place] + run + told[place:]
        plain = CHARACTERS.search(told)
        if plain and plain[3] is not None:
            place = plain.end(3)
            return told[:place] + written + told[place:]
        return prefixed(b'<text><t xml:space="preserve">%s</t></text>' % written, self._prefix)

    def _authors(self) -> list[bytes]:
        found = AUTHORS.search(self.xml)
        return [author[1] or b"" for author in ONE_AUTHOR.finditer(found[0])] if found else []

    def _threads(self) -> set[int]:
        return {number for number, author in enumerate(self._authors()) if author.startswith(THREAD)}

    def _author(self) -> int:
        """Return our number among the authors."""
        authors = self._authors()
        if AUTHOR in authors:
            return authors.index(AUTHOR)
        found = AUTHORS.search(self.xml)
        assert found  # noqa: S101 - every comments part has it
        whole = appended(found[0], prefixed(b"<author>%s</author>" % AUTHOR, self._prefix))
        self.xml = self.xml[: found.start()] + whole + self.xml[found.end() :]
        return len(authors)

    def _forget_author(self) -> None:
        authors = self._authors()
        found = AUTHORS.search(self.xml)
        if not found or not authors or authors[-1] != AUTHOR or b'authorId="%d"' % (len(authors) - 1) in self.xml:
            return
        last = list(ONE_AUTHOR.finditer(found[0]))[-1]
        whole = found[0][: last.start()] + found[0][last.end() :]
        self.xml = self.xml[: found.start()] + whole + self.xml[found.end() :]


def _pieces(told: bytes) -> Iterable[re.Match[bytes]]:
    """Return where characters stand; reading aids are blanked out, so that places stay."""
    return CHARACTERS.finditer(READING_AID.sub(lambda aid: b" " * len(aid[0]), told))


def _characters(raw: bytes | None) -> str:
    return unescaped(unescape((raw or b"").decode(), {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#xA;": "\n"}))


def _plain(told: bytes) -> str:
    return "".join(_characters(piece[3]) for piece in _pieces(told))


def _cut(told: bytes, length: int) -> bytes:
    """Return the text of a note up to a number of characters."""
    for piece in reversed(list(_pieces(told))):
        before = len(_plain(told[: piece.start()]))
        if before >= length:
            run = next((run for run in RUN.finditer(told) if run.start() < piece.start() < run.end()), piece)
            told = told[: run.start()] + told[run.end() :]
            continue
        characters = _characters(piece[3])
        if before + len(characters) > length:
            kept = text(characters[: length - before])
            told = told[: piece.start(3)] + kept + told[piece.end(3) :]
    return told
