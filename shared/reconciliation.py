"""What the worker leaves for people to read: `reconciliation.json` in the data folder, without a national number.

The worker writes it at the end of every run and when a flag is acknowledged; the workbook reads it. One object:
`practice`, `system`, `ended` (of the last good run, ISO 8601, null before the first), `refused` (null, or `at` and
`why` in `fr`, `nl` and `en` when the latest run was refused), and `flags`: those that are open, the oldest first, each
with `id`, `platform_id`, `client`, `reason`, `since`, `state` and `candidate` (null, or a masked description).
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "reconciliation.json"


class Reason(StrEnum):
    """Why a client is on the platform only."""

    GONE = "gone"  # the practice system does not know the client at all
    INACTIVE = "inactive"  # known there, but archived, ended or no client
    PARTNER = "partner"  # covered by the joint declaration of the partner
    OUT_OF_SCOPE = "out_of_scope"  # known there, outside the chosen task flow
    POSSIBLE_MATCH = "possible_match"  # perhaps the candidate, under another number or e-mail


class State(StrEnum):
    """Where a flag is in its life."""

    NEW = "new"  # told by the last run for the first time, or again after it was resolved
    STILL = "still"  # told before, nobody has looked at it
    ACKNOWLEDGED = "acknowledged"  # a person knows; it stays quiet until it is resolved
    RESOLVED = "resolved"  # the client is in both systems again, or gone from the platform


REASONS: Final[Mapping[Reason, Text]] = {
    Reason.GONE: Text(
        "introuvable dans le système du bureau",
        "niet te vinden in het kantoorsysteem",
        "not found in the practice system",
    ),
    Reason.INACTIVE: Text(
        "archivé, parti ou pas client au bureau",
        "gearchiveerd, vertrokken of geen klant op kantoor",
        "archived, left or no client at the practice",
    ),
    Reason.PARTNER: Text(
        "déjà partenaire dans une déclaration commune",
        "al partner in een gezamenlijke aangifte",
        "already the partner in a joint declaration",
    ),
    Reason.OUT_OF_SCOPE: Text(
        "hors du flux de tâches choisi",
        "buiten de gekozen takenstroom",
        "outside the chosen task flow",
    ),
    Reason.POSSIBLE_MATCH: Text(
        "correspond peut-être à",
        "komt misschien overeen met",
        "may be the same as",
    ),
}
STATES: Final[Mapping[State, Text]] = {
    State.NEW: Text("nouveau", "nieuw", "new"),
    State.STILL: Text("toujours là", "nog steeds", "still there"),
    State.ACKNOWLEDGED: Text("pris en compte", "gezien", "acknowledged"),
    State.RESOLVED: Text("résolu", "opgelost", "resolved"),
}


class ReconciliationUnreadable(Refusal):
    """The file is damaged or may not be read."""

    text = Text(
        "Le résultat des rapprochements ({file}) ne peut pas être lu. Un nouveau rapprochement le réécrit.",
        "Het resultaat van de afstemmingen ({file}) kan niet worden gelezen. Een nieuwe afstemming schrijft het "
        "opnieuw.",
        "The result of the reconciliations ({file}) cannot be read. A new run writes it anew.",
    )


class ReconciliationUnwritable(Refusal):
    """The file cannot be written; the worker's own database holds everything."""

    text = Text(
        "Le rapprochement est enregistré, mais son résultat ne peut pas être écrit pour Excel ({file}). Vérifiez vos "
        "droits et la place sur le disque.",
        "De afstemming is bewaard, maar het resultaat kan niet voor Excel worden weggeschreven ({file}). Controleer "
        "uw rechten en de vrije schijfruimte.",
        "The run is stored, but its result cannot be written for Excel ({file}). Check your rights and the free disk "
        "space.",
    )


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A client that exists only on the platform; `candidate` describes the one who may be meant, None without one."""

    id: int
    platform_id: str
    client: str
    reason: Reason
    since: datetime
    state: State
    candidate: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """The latest run, when it was refused."""

    at: datetime
    why: Text


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Where the reconciliations stand; `ended` is None until a run has succeeded."""

    practice: str
    system: str
    ended: datetime | None
    refused: Refused | None
    flags: tuple[OpenFlag, ...]

    def by_client(self) -> dict[str, OpenFlag]:
        """Return the open flag of each flagged platform client, by the platform's id."""
        return {flag.platform_id: flag for flag in self.flags}


def write(home: Path, standing: Reconciliation) -> None:
    """Leave `standing` in the data folder, readable by its owner alone; raises `ReconciliationUnwritable`."""
    file = home / FILE
    draft = file.with_name(f"{FILE}.{secrets.token_hex(4)}")
    document = asdict(standing) | {"refused": _refused_document(standing.refused)}
    try:
        home.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            json.dump(document, stream, ensure_ascii=False, indent=1, default=datetime.isoformat)
        draft.replace(file)
    except OSError as error:
        raise ReconciliationUnwritable(file=file) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def read(home: Path) -> Reconciliation | None:
    """Return what the worker left last, None when it never ran on this data folder."""
    file = home / FILE
    try:
        return _standing(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReconciliationUnreadable(file=file) from error


def _refused_document(refused: Refused | None) -> dict[str, object] | None:
    return {"at": refused.at, "why": refused.why._asdict()} if refused else None


def _standing(found: Mapping[str, Any]) -> Reconciliation:
    ended, refused = found["ended"], found["refused"]
    return Reconciliation(
        practice=found["practice"],
        system=found["system"],
        ended=datetime.fromisoformat(ended) if ended else None,
        refused=Refused(datetime.fromisoformat(refused["at"]), Text(**refused["why"])) if refused else None,
        flags=tuple(map(_flag, found["flags"])),
    )


def _flag(found: Mapping[str, Any]) -> OpenFlag:
    given = {"reason": Reason(found["reason"]), "since": datetime.fromisoformat(found["since"])}
    return OpenFlag(**{**found, **given, "state": State(found["state"])})
