"""How practice systems name what the template has no column for, and what their words mean.

The words are data: a mapping file adds to them. A status word that is not known is refused, never guessed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

from shared.language import Text
from shared.record import Field
from worker.connectors.base import Hopeless
from worker.record import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path


class Extra(StrEnum):
    """A column that only a practice system has."""

    REFERENCE = "reference"
    STATUS = "status"
    ACTIVE = "active"
    ARCHIVED = "archived"
    END_DATE = "end_date"
    KIND = "kind"
    TASK_FLOW = "task_flow"
    PARTNER_REFERENCE = "partner_reference"
    IGNORE = "ignore"


def normalised(word: object) -> str:
    """Return a heading or a word without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", "" if word is None else str(word)).casefold()
    return "".join(filter(str.isalnum, plain))


def _known(words: str) -> frozenset[str]:
    return frozenset(normalised(word) for word in words.split(","))


HEADINGS: Final[Mapping[Extra, frozenset[str]]] = {
    Extra.REFERENCE: _known(
        "ID, Référence, Referentie, Reference, Relatienummer, Numéro de relation, Relation number, Numéro interne, "
        "Identifiant, Unique identifier, CustomerId"
    ),
    Extra.STATUS: _known("Statut, Statuut, Status, État, Toestand, Statut du client, Klantstatus, Client status"),
    Extra.ACTIVE: _known("Actif, Actief, Active, Is active, Client actif, Actieve klant, Active client"),
    Extra.ARCHIVED: _known("Archivé, Gearchiveerd, Archived, Inactif, Inactief, Inactive"),
    Extra.END_DATE: _known(
        "Date de fin, Einddatum, End date, Date de sortie, Datum uit dienst, Client jusqu'au, Klant tot, Disabled date"
    ),
    Extra.KIND: _known("Type de client, Type de relation, Klanttype, Relatietype, Soort, Client type, Kind"),
    Extra.TASK_FLOW: _known(
        "Flux de tâches, Flux, Takenstroom, Taakstroom, Takenflow, Task flow, Taskflow, Workflow, Tâche, Taak, Task"
    ),
    Extra.PARTNER_REFERENCE: _known(
        "Référence du partenaire, Referentie partner, Partner reference, Relatienummer partner, Partner ID, "
        "ID partner, ID partenaire"
    ),
}

YES: Final = _known("oui, ja, yes, o, j, y, true, vrai, waar, 1, x")
NO: Final = _known("non, nee, neen, no, n, false, faux, onwaar, 0")
STATUSES: Final[Mapping[Status, frozenset[str]]] = {
    Status.ACTIVE: YES
    | _known("actif, active, actief, actieve klant, client actif, active client, client, klant, customer, en cours, "
             "lopend, current, open, ouvert"),
    Status.ENDED: NO
    | _known("archivé, archivée, gearchiveerd, archived, inactif, inactive, inactief, niet actief, non actif, "
             "not active, clôturé, clôturée, afgesloten, closed, terminé, terminée, beëindigd, ended, stopgezet, "
             "gestopt, stopped, sorti, sortie, parti, partie, vertrokken, left, ancien client, ancienne cliente, "
             "ex-client, ex-klant, oud-klant, voormalige klant, former client, former customer, décédé, décédée, "
             "overleden, deceased, supprimé, verwijderd, deleted"),
    Status.NOT_CLIENT: _known("prospect, lead, suspect, contact, contactpersoon, contact person, personne de contact, "
                              "autre, andere, ander, other, fournisseur, leverancier, supplier, eigen bedrijf, "
                              "propre société, own company, partenaire, partner"),
}  # fmt: skip
COMPANIES: Final = _known(
    "société, entreprise, personne morale, asbl, company, legal entity, organisation, organization, non-profit, "
    "vennootschap, bedrijf, onderneming, rechtspersoon, vzw, organisatie, srl, sprl, bv, bvba, sa, nv"
)


STATUS_KEYS: Final = {Status.ACTIVE: "active", Status.ENDED: "archived", Status.NOT_CLIENT: "not_client"}
SHAPE: Final[Mapping[str, frozenset[str] | None]] = {
    "columns": None,
    "values": frozenset({*STATUS_KEYS.values(), "company"}),
    "task_flow": frozenset({"chosen"}),
}


class MappingUnusable(Hopeless):
    """The mapping file cannot be read or says something that is not understood."""

    text = Text(
        "Le fichier de correspondance «{file}» n'est pas utilisable ({fault}). Corrigez-le.",
        "Het toewijzingsbestand ‘{file}’ is niet bruikbaar ({fault}). Verbeter het.",
        "The mapping file “{file}” cannot be used ({fault}). Correct it.",
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words above and those of a mapping file.

    The mapping file is TOML: `[columns]` gives for a heading the field of the template, or the `Extra`, that it
    means; `[values]` adds words to `active`, `archived`, `not_client` and `company`; `[task_flow]` names under
    `chosen` the task flows that count, all of them when it is left out.
    """

    columns: Mapping[str, Field | Extra] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    task_flows: frozenset[str] = frozenset()

    @classmethod
    def of(cls, file: Path) -> Self:
        """Read a mapping file; raises `MappingUnusable`."""
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            _insist_on_names("", content, SHAPE)
            for name, table in content.items():
                _insist_on_names(name, table, SHAPE[name])
            return cls(
                columns={name: _meant(name, means) for name, means in content.get("columns", {}).items()},
                words={name: _normalised(_listed(words)) for name, words in content.get("values", {}).items()},
                task_flows=_normalised(_listed(content.get("task_flow", {}).get("chosen", []))),
            )
        except (OSError, ValueError) as error:
            fault = getattr(error, "strerror", None) or str(error)
            raise MappingUnusable(file=file.name, fault=fault) from error

    def field_names(self) -> dict[str, Field]:
        """Return the headings that the mapping file gives a field of the template."""
        return {name: means for name, means in self.columns.items() if isinstance(means, Field)}

    def column(self, heading: object) -> Extra | None:
        """Return which practice-only column `heading` names; the mapping file goes first."""
        name = normalised(heading)
        for own, means in self.columns.items():
            if normalised(own) == name:
                return means if isinstance(means, Extra) else None
        return next((extra for extra, names in HEADINGS.items() if name in names), None)

    def status(self, word: str) -> Status | None:
        """Return what a status word means, None when it is not known; no word at all is an active client."""
        name = normalised(word)
        for status, key in STATUS_KEYS.items():
            if name in self.words.get(key, frozenset()):
                return status
        return next((status for status, words in STATUSES.items() if name in words), None) if name else Status.ACTIVE

    def opposite(self, word: str) -> Status | None:
        """Return what a word means under a heading such as Archived, where yes means ended."""
        name = normalised(word)
        return Status.ENDED if name in YES else Status.ACTIVE if name in NO else self.status(word)

    def is_company(self, word: str) -> bool:
        """Return whether a kind of relation is no natural person."""
        return normalised(word) in COMPANIES | self.words.get("company", frozenset())

    def in_scope(self, flows: str) -> bool:
        """Return whether a relation with these task flows, separated by a comma, semicolon or line, counts."""
        return not self.task_flows or not self.task_flows.isdisjoint(_normalised(re.split(r"[,;|\n]", flows)))


def _normalised(words: Iterable[str]) -> frozenset[str]:
    return frozenset(normalised(word) for word in words) - {""}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _insist_on_names(place: str, table: object, known: Collection[str] | None) -> None:
    if not isinstance(table, dict):
        raise ValueError(f"{place}?")  # noqa: TRY004 - told like every other fault in the file
    for name, value in table.items():
        if known is not None and name not in known:
            raise ValueError(f"{place} {name}?".strip())
        if place and not all(isinstance(word, str) for word in _listed(value)):
            raise ValueError(f"{place} {name}?")


def _meant(heading: str, means: str) -> Field | Extra:
    if means in tuple(Field):
        return Field(means)
    if means in tuple(Extra):
        return Extra(means)
    raise ValueError(f"{heading} = {means}?")
