"""Writes docs/rules.{fr,nl,en}.md, what the rules look at and find, from their own words and the specifications.

`make manual` renews the pages; a test fails when one of them is stale.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final, cast

from addin.problem_list import EVERY_ONE, LEVELS, SUMMARY
from shared import cells
from shared.language import Language, Text
from shared.record import COLUMN_OF, COLUMNS, HELP_PAGE
from shared.rules import CELL_RULES, REASONS, TABLE_RULES, message
from tests.oracles.disagreements import KINDS, LIBRARIES
from tests.spec import SPECS
from tests.spec import manual_texts as texts
from tests.spec.shown import is_shown, shown
from tests.spec.tables import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.problem import Finding, Problem
    from tests.spec.tables import Rule, Spec

DOCS: Final = Path(__file__).parents[2] / "docs"
RULES: Final = cast("tuple[Rule, ...]", (cells, *CELL_RULES, *TABLE_RULES))
LEVEL, WHAT, ROW = SUMMARY[1], SUMMARY[4], EVERY_ONE[3]


def path(language: Language) -> Path:
    return DOCS / f"rules.{language}.md"


def page(language: Language) -> str:
    contents = [f"- [{rule.MANUAL.title.to(language)}](#{_name(rule)})" for rule in RULES]
    parts = [
        f"# {texts.TITLE.to(language)}",
        texts.INTRODUCTION.to(language),
        "\n".join([f"- [{texts.COLUMNS.to(language)}](#columns)", *contents]),
        f'## <a id="columns"></a>{texts.COLUMNS.to(language)}',
        texts.ABOUT_COLUMNS.to(language),
        f"{texts.SOURCE.to(language)}: [Accounton]({HELP_PAGE.format(language=language)})",
        _columns(language),
        *(part for rule in RULES for part in _rule(rule, language)),
    ]
    return "\n\n".join(parts) + "\n"


def _name(rule: Rule) -> str:
    return rule.__name__.rpartition(".")[2]


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _columns(language: Language) -> str:
    headings = ("", texts.COLUMN.to(language), texts.REQUIRED.to(language), texts.EXPECTED.to(language))
    rows = (
        (
            letter,
            f"**{column.heading.to(language)}**",
            texts.YES.to(language) if column.required else "",
            column.explanation.to(language),
        )
        for letter, column in zip(ascii_uppercase, COLUMNS, strict=False)
    )
    return _table(headings, rows)


def _rule(rule: Rule, language: Language) -> Iterable[str]:
    yield f'## <a id="{_name(rule)}"></a>{rule.MANUAL.title.to(language)}'
    yield from _paragraphs(rule.MANUAL.about.to(language))
    sources = (f"[{name}]({address.format(language=language)})" for name, address in rule.MANUAL.sources.items())
    yield f"{texts.SOURCE.to(language)}: {' · '.join(sources)}"
    yield _codes(rule, language)
    for spec in SPECS:
        if spec.rule is rule:
            yield from _examples(spec, language)
    if _name(rule) in LIBRARIES:
        yield from _differences(_name(rule), language)


def _paragraphs(text: str) -> Iterable[str]:
    return (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _codes(rule: Rule, language: Language) -> str:
    headings = (texts.CODE.to(language), LEVEL.to(language), WHAT.to(language), texts.FIX.to(language))
    problems = _problems()
    rows = (
        (
            f"`{code}`",
            LEVELS[reason.level].to(language),
            message(problems[code][0], language),
            _fixed([problem.finding for problem in problems[code]]).to(language),
        )
        for code, reason in rule.REASONS.items()
    )
    return _table(headings, rows)


@cache
def _problems() -> Mapping[str, Sequence[Problem]]:
    """Return the specifications' problems by code."""
    problems: dict[str, list[Problem]] = {code: [] for code in REASONS}
    for spec in SPECS:
        for problem in spec.problems():
            problems[problem.code].append(problem)
    return problems


def _fixed(findings: Sequence[Finding]) -> Text:
    """Return what *Fix* does about a code, by what the specifications show of it."""
    if all(finding.certain for finding in findings):
        return texts.YES
    if any(finding.certain for finding in findings):
        return texts.SOMETIMES
    return texts.SUGGESTS if any(finding.suggestion is not None for finding in findings) else texts.NO


def _examples(spec: Spec, language: Language) -> Iterable[str]:
    title = texts.EXAMPLES if spec.title == spec.rule.MANUAL.title else spec.title
    yield f"### {title.to(language)}"
    rows = [number for number, row in enumerate(spec.cells, FIRST_ROW) if all(map(is_shown, row))]
    problems = [problem for problem in spec.problems() if problem.row in rows]
    if len(spec.columns) > 1 or _looks_at_rows(spec.rule):
        yield _whole_table(spec, rows, problems, language)
        return
    bad = {problem.row for problem in problems}
    good = [shown(spec.cells[row - FIRST_ROW][0], language) for row in rows if row not in bad]
    if good:
        yield f"{texts.GOOD.to(language)}: {' · '.join(dict.fromkeys(good))}"
    if problems:
        yield _found(spec, problems, language)


def _looks_at_rows(rule: Rule) -> bool:
    return any("{row}" in reason.text.en for reason in rule.REASONS.values())


def _found(spec: Spec, problems: Sequence[Problem], language: Language) -> str:
    headings = (texts.VALUE.to(language), texts.VERDICT.to(language), texts.CORRECTION.to(language))
    rows = [
        (
            shown(spec.cells[problem.row - FIRST_ROW][0], language),
            _verdict(problem, language),
            _correction(problem.finding, language),
        )
        for problem in problems
    ]
    width = 3 if any(correction for _, _, correction in rows) else 2
    return _table(headings[:width], dict.fromkeys(row[:width] for row in rows))


def _whole_table(spec: Spec, rows: Sequence[int], problems: Sequence[Problem], language: Language) -> str:
    numbered = _looks_at_rows(spec.rule)
    headings = [COLUMN_OF[field].heading.to(language) for field in spec.columns]
    return _table(
        [*([ROW.to(language)] if numbered else []), *headings, texts.VERDICT.to(language)],
        (
            [
                *([str(row)] if numbered else []),
                *(shown(cell, language) for cell in spec.cells[row - FIRST_ROW]),
                "<br>".join(_told(spec, problem, language) for problem in problems if problem.row == row)
                or texts.FINE.to(language),
            ]
            for row in rows
        ),
    )


def _told(spec: Spec, problem: Problem, language: Language) -> str:
    place = f"{COLUMN_OF[problem.field].heading.to(language)}: " if len(spec.columns) > 1 else ""
    correction = _correction(problem.finding, language)
    return f"{place}{_verdict(problem, language)}" + (f", {correction}" if correction else "")


def _verdict(problem: Problem, language: Language) -> str:
    return f"{LEVELS[REASONS[problem.code].level].to(language).lower()} `{problem.code}`"


def _correction(finding: Finding, language: Language) -> str:
    if finding.suggestion is None:
        return ""
    word = texts.CORRECTED if finding.certain else texts.SUGGESTED
    return f"{word.to(language)} {shown(finding.suggestion, language)}"


def _differences(name: str, language: Language) -> Iterable[str]:
    yield f"### {texts.DIFFERENCES.to(language, library=LIBRARIES[name].partition(' ')[0])}"
    yield texts.SAME.to(language)
    headings = (texts.EXAMPLE.to(language), texts.OURS.to(language), texts.WHY.to(language))
    yield _table(
        headings,
        (
            (
                shown(kind.example, language),
                f"{LEVELS[REASONS[kind.code].level].to(language).lower()} `{kind.code}`",
                kind.reason.to(language),
            )
            for kind in KINDS
            if kind.rule == name
        ),
    )


if __name__ == "__main__":
    for reader in Language:
        path(reader).write_text(page(reader), encoding="utf-8", newline="\n")
