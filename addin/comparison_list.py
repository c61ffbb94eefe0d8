"""The lines of the comparison sheet: links with the counts on top, then the platform's four sections. Pure.

`addin.choices` reads back what a person chose in them, and says in which column what stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from addin import comparison_texts as texts
from addin.choices import NO_TICK, QUESTIONNAIRE, TICK, TICKED, lines_of
from addin.marks import letters, link
from addin.questionnaires import labels, preset
from addin.sections import IN_BOTH, INVALID, ONLY_IN_IMPORT, ONLY_ON_PLATFORM, name_of, reasons
from shared.privacy import masked_number
from shared.reconciliation import REASONS, Reason
from shared.record import COLUMN_OF, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from addin.choices import Choice, Choices
    from addin.compare import Compared, New
    from shared.language import Language, Text
    from shared.platform.contract import Questionnaire
    from shared.reconciliation import OpenFlag
    from shared.record import Client
    from shared.settings import Settings

Cells = list[str | None]

TOP: Final = 2
"""The title, and a line between."""
TICKS: Final = (TICK, NO_TICK)
NEW: Final = (
    *(texts.ROW, texts.SEND, texts.NAME, texts.EMAIL, texts.NUMBER),
    *(texts.LANGUAGE, texts.QUESTIONNAIRE, texts.REMARK),
)
PLATFORM: Final = (
    *(texts.NONE, texts.CLIENT, texts.NAME, texts.EMAIL, texts.NUMBER),
    *(texts.LANGUAGE, texts.STATUS, texts.WHY),
)
KNOWN: Final = (
    *(texts.ROW, texts.OVERWRITE, texts.NAME, texts.EMAIL, texts.CLIENT),
    *(texts.FIELD, texts.OURS, texts.THEIRS),
)
WRONG: Final = (
    *(texts.CELL, texts.NONE, texts.NAME, texts.EMAIL, texts.NUMBER),
    *(texts.COLUMN, texts.REASON, texts.SUGGESTION),
)
WIDTH: Final = len(NEW)


class Reader(NamedTuple):
    """For whom and where: the language, the names of the two sheets, and the column letter of a field."""

    language: Language
    clients: str
    comparison: str
    letter: Callable[[Field], str]


class Given(NamedTuple):
    """What else is known: the day, questionnaires, settings, what was chosen before, the worker's flags by client."""

    today: date
    available: Sequence[Questionnaire]
    settings: Settings
    before: Choices | None
    flags: Mapping[str, OpenFlag]


class DropDown(NamedTuple):
    """Cells in which one of several values is chosen."""

    area: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class ComparisonList:
    """All lines, each as wide as the sheet; the numbers, from 1, of lines that look different; the drop-down lists."""

    lines: Sequence[Cells]
    titles: Sequence[int]
    remarks: Sequence[int]
    headings: Sequence[int]
    drop_downs: Sequence[DropDown]


@dataclass(frozen=True, slots=True)
class _Section:
    title: Text
    count: int
    remark: str
    headings: Sequence[Text]
    lines: list[Cells]
    drop_downs: Sequence[tuple[int, range, Sequence[str]]] = ()
    """Column, lines and values; all from 0 and within the section's own lines."""

    def heading(self, language: Language) -> str:
        """Return the title with the number of clients."""
        return f"{self.title.to(language)} ({self.count})"


def comparison_list(compared: Compared, given: Given, reader: Reader) -> ComparisonList:
    """Lay out the sheet."""
    sections = (
        _new(compared, given, reader),
        _platform(compared, given, reader),
        _known(compared, given, reader),
        _invalid(compared, reader),
    )
    say = reader.language
    title = texts.TITLE.to(say, practice=compared.identity.practice, date=f"{given.today:%d/%m/%Y}")
    body: list[Cells] = []
    titles: list[int] = []
    remarks: list[int] = []
    headings: list[int] = []
    drop_downs: list[DropDown] = []
    above = TOP + len(sections)
    for section in sections:
        body += [[], [section.heading(say)], [section.remark]]
        titles.append(above + len(body) - 1)
        remarks.append(above + len(body))
        if section.lines:
            body.append([heading.to(say) for heading in section.headings])
            headings.append(above + len(body))
            drop_downs += _placed(section, above + len(body) + 1)
            body += section.lines
    contents: list[Cells] = [
        [link(reader.comparison, f"A{at}", f"→ {section.heading(say)}")]
        for at, section in zip(titles, sections, strict=True)
    ]
    lines: list[Cells] = [[title], [], *contents, *body]
    return ComparisonList(
        [[*line, *[None] * (WIDTH - len(line))] for line in lines], titles, remarks, headings, drop_downs
    )


def _placed(section: _Section, first: int) -> list[DropDown]:
    return [
        DropDown(f"{letters(column + 1)}{first + rows.start}:{letters(column + 1)}{first + rows.stop - 1}", values)
        for column, rows, values in section.drop_downs
    ]


def _new(compared: Compared, given: Given, reader: Reader) -> _Section:
    """Clients of one language together, so that their list of questionnaires is one block."""
    chosen = given.before.of(compared.new, given.available) if given.before else {}
    new = sorted(compared.new, key=lambda each: each.client.language)
    lines = [_new_line(each, chosen.get(each.row), given, reader) for each in new]
    lists = {language: list(labels(language, given.available).values()) for language in texts.LANGUAGES}
    languages = [each.client.language for each in new]
    places = [
        (language, range(languages.index(language), languages.index(language) + len(list(same))))
        for language, same in groupby(languages)
    ]
    remark = texts.SENDING.to(reader.language)
    unchosen = sum(not line[QUESTIONNAIRE] for line in lines)
    if unchosen:
        remark = f"{remark} {texts.TO_CHOOSE.to(reader.language, number=unchosen)}"
    return _Section(
        ONLY_IN_IMPORT,
        len(lines),
        remark if lines else texts.NOBODY.to(reader.language),
        NEW,
        lines,
        [
            (TICKED, range(len(lines)), TICKS),
            *((QUESTIONNAIRE, rows, lists[language]) for language, rows in places if lists[language]),
        ],
    )


def _new_line(each: New, choice: Choice | None, given: Given, reader: Reader) -> Cells:
    possible = labels(each.client.language, given.available)
    wanted = choice.questionnaire if choice else ""
    chosen = wanted or preset(each.client.language, given.settings, given.available)
    remark = None if chosen else (texts.CHOOSE if possible else texts.NONE_THERE).to(reader.language)
    return [
        _to_row(each.row, reader),
        TICK if choice is None or choice.send else NO_TICK,
        *_who(each.client),
        _spoken(each.client.language, reader),
        possible.get(chosen, ""),  # an empty cell to be filled in is a cell as well
        remark,
    ]


def _platform(compared: Compared, given: Given, reader: Reader) -> _Section:
    lines: list[Cells] = [
        [
            None,
            each.id,
            *_who(each.client),
            _spoken(each.client.language, reader),
            texts.STATUSES[each.status].to(reader.language) if each.status in texts.STATUSES else each.status,
            _why(given.flags.get(each.id), reader),
        ]
        for each in compared.only_on_platform
    ]
    remark = texts.UNTOUCHED if lines else texts.NOBODY
    return _Section(ONLY_ON_PLATFORM, len(lines), remark.to(reader.language), PLATFORM, lines)


def _known(compared: Compared, given: Given, reader: Reader) -> _Section:
    wanted = given.before.overwrite(compared.known) if given.before else {}
    lines: list[Cells] = [
        [
            _to_row(each.row, reader),
            TICK if line.field in wanted.get(each.there.id, ()) else NO_TICK,
            name_of(each.client),
            each.client.email,
            each.there.id,
            COLUMN_OF[line.field].heading.to(reader.language),
            line.ours,
            line.theirs,
        ]
        for each in compared.known
        for line in lines_of(each)
    ]
    same = sum(not each.differences for each in compared.known)
    remark = texts.DIFFERING.to(reader.language, same=same) if lines else texts.ALL_ALIKE.to(reader.language)
    if not compared.known:
        remark = texts.NOBODY.to(reader.language)
    return _Section(
        IN_BOTH, len(compared.known), remark, KNOWN, lines, [(TICKED, range(len(lines)), TICKS)] if lines else ()
    )


def _invalid(compared: Compared, reader: Reader) -> _Section:
    lines: list[Cells] = [
        [
            link(reader.clients, f"{reader.letter(reason.field) or 'A'}{each.row}"),
            None,
            *_who(each.client),
            COLUMN_OF[reason.field].heading.to(reader.language),
            reason.sentence,
            reason.suggestion,
        ]
        for each in compared.invalid
        for reason in reasons(each, reader.language)
    ]
    remark = texts.STAYING if lines else texts.NOBODY
    return _Section(INVALID, len(compared.invalid), remark.to(reader.language), WRONG, lines)


def _who(client: Client) -> Cells:
    return [name_of(client), client.email, masked_number(client.national_number)]


def _to_row(row: int, reader: Reader) -> str:
    return link(reader.clients, f"{reader.letter(Field.LAST_NAME) or 'A'}{row}", str(row))


def _spoken(language: str, reader: Reader) -> str:
    return texts.LANGUAGES[language].to(reader.language) if language in texts.LANGUAGES else language


def _why(flag: OpenFlag | None, reader: Reader) -> str | None:
    if flag is None:
        return None
    said = REASONS[flag.reason].to(reader.language)
    return f"{said} {flag.candidate}" if flag.reason is Reason.POSSIBLE_MATCH and flag.candidate else said
