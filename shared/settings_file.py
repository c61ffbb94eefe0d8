"""Writes single settings into the settings file, whatever else it holds: comments, order and other settings stay."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from pathlib import Path


class SettingsNotKept(Refusal):
    """The settings file cannot be written, or is written in a way that is better changed by hand."""

    text = Text(
        "Les réglages n'ont pas pu être notés. Ajoutez dans {file}: {lines}",
        "De instellingen konden niet worden bewaard. Zet in {file}: {lines}",
        "The settings could not be kept. Put into {file}: {lines}",
    )


def keep(file: Path, values: dict[str, str]) -> None:
    """Set each of `values` in the file; raises `SettingsNotKept`, with the lines to add by hand."""
    lines = {name: f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()}
    refusal = SettingsNotKept(file=file, lines="; ".join(lines.values()))
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after = before
        for name, line in lines.items():
            after = _with_line(after, name, line)
        if tomllib.loads(after) != tomllib.loads(before) | values:
            raise refusal
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(file.name + ".draft")
        draft.write_text(after, encoding="utf-8")
        draft.replace(file)
    except (OSError, ValueError) as error:
        raise refusal from error


def _with_line(text: str, name: str, line: str) -> str:
    pattern = re.compile(rf"^[ \t]*{name}[ \t]*=.*$", re.MULTILINE)
    changed, replaced = pattern.subn(lambda _: line, text, count=1)
    return changed if replaced else f"{line}\n{text}"
