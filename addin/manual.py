"""The button *Help*: the manual's pages, made into HTML in the data folder and shown by the browser."""

from __future__ import annotations

import re
import shutil
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.language import Language

INSTALLED: Final = Path(__file__).with_name("manual_pages")
"""Where the wheel has the pages; in a clone of the project they are in docs."""
PAGES: Final = INSTALLED if INSTALLED.is_dir() else Path(__file__).parents[1] / "docs"
OPENED: Final = Text(
    "Le mode d'emploi s'ouvre dans votre navigateur.",
    "De handleiding opent in uw browser.",
    "The manual opens in your browser.",
)
LINK: Final = re.compile(r'(href|src)="([^":#]+)(#[^"]*)?"')
PAGE: Final = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Arial, sans-serif; color: #1f2933 }}
h1, h2, a {{ color: #1f4e5f }} img {{ max-width: 100% }} pre, code {{ background: #f0f1f3 }} pre {{ padding: .6rem }}
table {{ border-collapse: collapse }} th, td {{ border: 1px solid #dde3e6; padding: .3rem .6rem; text-align: left }}
</style></head><body>
{body}</body></html>
"""


class NoBrowser(Refusal):
    """The system opens no browser."""

    text = Text(
        "Aucun navigateur ne s'ouvre. Le mode d'emploi est ici: {file}",
        "Er opent geen browser. De handleiding staat hier: {file}",
        "No browser opens. The manual is here: {file}",
    )


class ManualUnwritable(Refusal):
    """The pages cannot be written into the data folder."""

    text = Text(
        "Le mode d'emploi ne peut pas être écrit dans {folder}. Vérifiez vos droits et la place sur le disque.",
        "De handleiding kan niet in {folder} worden geschreven. Controleer uw rechten en de vrije schijfruimte.",
        "The manual cannot be written into {folder}. Check your rights and the free disk space.",
    )


def show(home: Path, language: Language, opened: Callable[[str], bool] = webbrowser.open) -> str:
    """Make the pages and open the first one."""
    folder = home / "manual"
    try:
        first = make(folder, language)
    except OSError as error:
        raise ManualUnwritable(folder=folder) from error
    if not opened(first.as_uri()):
        raise NoBrowser(file=first)
    return OPENED.to(language)


def make(folder: Path, language: Language) -> Path:
    """Write the accountant's page and all that it leads to into `folder`; return where it begins."""
    first = f"accountant.{language}.md"
    waiting, made = [first], set[str]()
    while waiting:
        name = waiting.pop()
        if name in made:
            continue
        made.add(name)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".md"):
            page = _page(PAGES / name, language)
            waiting += _leads_to(page, PAGES / name)
            target.with_suffix(".html").write_text(LINK.sub(_as_html, page), encoding="utf-8")
        else:
            shutil.copyfile(PAGES / name, target)
    return (folder / first).with_suffix(".html")


def _page(source: Path, language: Language) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only this button needs it

    text = source.read_text(encoding="utf-8")
    title = next((line.lstrip("# ") for line in text.splitlines() if line.startswith("# ")), source.stem)
    body = MarkdownIt("commonmark").enable("table").render(text)
    return PAGE.format(language=language, title=title, body=body)


def _leads_to(page: str, source: Path) -> Iterator[str]:
    """Yield the pages and pictures that a page names; what lies outside the manual is left."""
    for _, name, _ in LINK.findall(page):
        if (source.parent / name).is_file() and not name.startswith(("/", "..")):
            yield name


def _as_html(link: re.Match[str]) -> str:
    attribute, name, anchor = link.groups()
    return f'{attribute}="{re.sub("[.]md$", ".html", name)}{anchor or ""}"'
