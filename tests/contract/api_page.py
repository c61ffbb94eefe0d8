"""The reference part of docs/platform-api.md and the OpenAPI beside it, made of what the sandbox serves.

`python -m tests.contract.api_page` renews both; a test fails when they are stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from shared.platform.sandbox.faults import FAULTS, TOKEN_FAULTS
from tests.fakes.openapi import application

PAGE: Final = Path(__file__).parents[2] / "docs" / "platform-api.md"
OPENAPI: Final = PAGE.with_suffix(".openapi.json")
START: Final = "## Reference\n"
INTRODUCTION: Final = """\
Made of the sandbox's own OpenAPI (`make manual`), of which the whole is [a file](platform-api.openapi.json).
"""


def openapi() -> str:
    """Return the OpenAPI document as text."""
    return json.dumps(application().openapi(), indent=1, ensure_ascii=False) + "\n"


def page(written: str) -> str:
    """Return the page with its reference part made anew; what comes before is written by hand."""
    document = application().openapi()
    by_hand = written.partition(START)[0]
    parts = (START, INTRODUCTION, _routes(document), _faults(), *_forms(document))
    return by_hand + "\n".join(parts)


def _routes(document: dict[str, Any]) -> str:
    rows = [
        f"| `{method.upper()} {path}` | {route['description']} | {', '.join(route['responses'])} |"
        for path, methods in document["paths"].items()
        for method, route in methods.items()
    ]
    return "\n".join(["### Routes", "| route | what it does | statuses |", "|---|---|---|", *rows, ""])


def _faults() -> str:
    rows = [f"| {status} | `{code}` | {message} |" for status, (code, message) in FAULTS.items()]
    rows += [f"| 401 | `{code}` | {message} |" for code, message in TOKEN_FAULTS.items()]
    return "\n".join(["### Errors", "| status | code | message |", "|---|---|---|", *sorted(rows), ""])


def _forms(document: dict[str, Any]) -> list[str]:
    return [_form(name, form) for name, form in document["components"]["schemas"].items()]


def _form(name: str, form: dict[str, Any]) -> str:
    required = form.get("required", ())
    rows = [
        f"| `{field}` | {_kind(kind)} | {'yes' if field in required else ''} |"
        for field, kind in form["properties"].items()
    ]
    head = [f"### {name}", form["description"], "", "| field | kind | always there |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _kind(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        return str(kind["$ref"]).rpartition("/")[2]
    if either := kind.get("anyOf") or kind.get("oneOf"):
        return " or ".join(_kind(each) for each in either)
    if kind.get("type") == "array":
        bounds = f" ({kind['minItems']} to {kind['maxItems']})" if "maxItems" in kind else ""
        return f"list of {_kind(kind['items'])}{bounds}"
    if words := kind.get("enum") or ([kind["const"]] if "const" in kind else None):
        return ", ".join(f"`{word}`" for word in words)
    bounds = f" ({kind['minLength']} to {kind['maxLength']} characters)" if "maxLength" in kind else ""
    return {"string": "text", "null": "null"}.get(str(kind.get("type")), str(kind.get("type"))) + bounds


if __name__ == "__main__":
    OPENAPI.write_text(openapi(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
