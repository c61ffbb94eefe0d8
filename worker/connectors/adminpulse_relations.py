"""AdminPulse's relations → what the practice knows. Pure; what is not understood is refused, never guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from shared import cells
from shared.language import Text
from shared.record import Client, Field
from worker.connectors.adminpulse_fields import ACTIVE, INACTIVE, LINK_TYPE, LINKED, LINKS, PARTNER
from worker.connectors.base import Hopeless
from worker.connectors.vocabulary import NO, YES, Extra, normalised
from worker.record import PracticeClient, PracticeSnapshot, Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from worker.connectors.field_mapping import FieldMapping

KEYS: Final = (Field.NATIONAL_NUMBER, Field.KBO_NUMBER, Field.CLIENT_CODE, Field.EMAIL)
STATUSES: Final = {"active": Status.ACTIVE, "archived": Status.ENDED, "not_client": Status.NOT_CLIENT}
MOBILE: Final = re.compile(r"(?:\+|00)?(?:32)?0?4[5-9]\d{7}|(?:\+|00)(?!32)\d+")
"""A Belgian mobile in any writing, or a number from abroad, of which the rules judge what it is."""
FIRST_YEAR: Final = 1900  # .NET writes the year 1 where no date is known


class FieldsNotFound(Hopeless):
    """No relation has a field that means what a comparison needs."""

    text = Text(
        "Dans les relations d'AdminPulse, aucun champ n'est reconnu pour: {fields}. «accounton worker probe "
        "adminpulse» montre les champs; indiquez-les dans un fichier de correspondance (réglage «practice_mapping»).",
        "In de relaties van AdminPulse is geen veld herkend voor: {fields}. ‘accounton worker probe adminpulse’ toont "
        "de velden; geef ze op in een toewijzingsbestand (instelling ‘practice_mapping’).",
        "In the relations of AdminPulse, no field is recognised for: {fields}. “accounton worker probe adminpulse” "
        "shows the fields; name them in a mapping file (setting “practice_mapping”).",
    )


class WordUnknown(Hopeless):
    """A status or a kind is not known; whether it means a client, or a person, is not guessed."""

    text = Text(
        "{count} relations d'AdminPulse ont dans «{field}» une valeur inconnue. Précisez dans le fichier de "
        "correspondance ce qu'elle signifie ({choices}); «accounton worker probe adminpulse» vous aide.",
        "{count} relaties van AdminPulse hebben in ‘{field}’ een onbekende waarde. Zet in het toewijzingsbestand wat "
        "ze betekent ({choices}); ‘accounton worker probe adminpulse’ helpt u.",
        "{count} relations of AdminPulse have an unknown value in “{field}”. Say in the mapping file what it means "
        "({choices}); “accounton worker probe adminpulse” helps you.",
    )


def snapshot(
    records: Sequence[Mapping[str, Any]], mapping: FieldMapping, in_scope: Container[str] | None
) -> PracticeSnapshot:
    """Return every relation; `in_scope` holds the references of the chosen task flow, None when none was chosen."""
    if not records:
        return PracticeSnapshot(())
    found = {name for name in mapping.fields if any(mapping.first(one, name) is not None for one in records)}
    _insist_on_fields(found)
    _insist_on_words(records, mapping)
    relations = [_relation(one, mapping, in_scope) for one in records]
    fields = {name for name in Field if name in found} | {Field.TYPE, Field.PARTNER_NATIONAL_NUMBER}
    return PracticeSnapshot(tuple(_with_partners(relations, records)), frozenset(fields))


def status_of(record: Mapping[str, Any], mapping: FieldMapping) -> Status | None:
    """Return what a relation is to the practice: one sign of having ended is enough; None when a word is not known."""
    status = STATUSES.get(mapping.meaning(mapping.first(record, Extra.STATUS)) or "")
    if status is None:
        return None
    active, inactive = (normalised(mapping.first(record, name)) for name in (ACTIVE, INACTIVE))
    ended = active in NO or inactive in YES
    return Status.ENDED if ended and status is Status.ACTIVE else status


def is_person(record: Mapping[str, Any], mapping: FieldMapping) -> bool | None:
    """Return whether a relation files a declaration of its own, None when the word is not known."""
    word = mapping.first(record, Extra.KIND)
    return True if word is None else {"person": True, "company": False}.get(mapping.meaning(word) or "")


def day(value: object) -> date | None:
    """Return the local day of a moment as JSON writes it; what is none, or a stand-in for none, says nothing."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    found = (moment.astimezone() if moment.tzinfo else moment).date() if moment.year > 1 else None
    return found if found and found.year >= FIRST_YEAR else None


def _insist_on_fields(found: Container[str]) -> None:
    missing = [name.value for name in (Extra.REFERENCE, Field.LAST_NAME, Extra.STATUS) if name not in found]
    if not any(key in found for key in KEYS):
        missing += [" / ".join(KEYS)]
    if missing:
        raise FieldsNotFound(fields=", ".join(missing))


def _insist_on_words(records: Iterable[Mapping[str, Any]], mapping: FieldMapping) -> None:
    unknown = {
        (Extra.STATUS, "active, archived, not_client"): sum(status_of(one, mapping) is None for one in records),
        (Extra.KIND, "person, company"): sum(is_person(one, mapping) is None for one in records),
    }
    for (name, choices), count in unknown.items():
        if count:
            raise WordUnknown(count=count, field=name.value, choices=choices)


def _relation(record: Mapping[str, Any], mapping: FieldMapping, in_scope: Container[str] | None) -> PracticeClient:
    texts = {
        name.value: cells.read(mapping.first(record, name), name).text
        for name in Field
        if name in mapping.fields and name not in {Field.MOBILE, Field.LABELS}
    }
    reference = str(mapping.first(record, Extra.REFERENCE) or "")
    client = Client(**texts, mobile=_mobile(record, mapping), labels=",".join(_labels(record, mapping)))
    return PracticeClient(
        client,
        reference=reference,
        status=status_of(record, mapping) or Status.NOT_CLIENT,
        in_scope=in_scope is None or reference in in_scope,
        is_person=bool(is_person(record, mapping)),
        end_date=day(mapping.first(record, Extra.END_DATE)),
    )


def _mobile(record: Mapping[str, Any], mapping: FieldMapping) -> str:
    """Return the first mobile, the favourite first; a fixed line among the phones is none."""
    for value in mapping.values(record, Field.MOBILE):
        text = cells.read(value, Field.MOBILE).text
        if MOBILE.fullmatch(re.sub(r"[^\d+]", "", text)):
            return text
    return ""


def _labels(record: Mapping[str, Any], mapping: FieldMapping) -> Iterator[str]:
    for value in dict.fromkeys(mapping.values(record, Field.LABELS)):
        yield cells.read(value, Field.LABELS).text.replace(",", " ")


def _with_partners(
    relations: Sequence[PracticeClient], records: Sequence[Mapping[str, Any]]
) -> Iterator[PracticeClient]:
    """Yield the relations with their partner; of several that are linked, the first that is still a client."""
    by_reference = {one.reference: one for one in relations}
    for one, record in zip(relations, records, strict=True):
        linked = list(_partners(record))
        known = [by_reference[reference] for reference in linked if reference in by_reference]
        partner = next((each for each in known if each.status is Status.ACTIVE), next(iter(known), None))
        if partner:
            number = partner.client.national_number
            client = replace(one.client, partner_national_number=number)
            yield replace(one, client=client, partner_reference=partner.reference)
        else:
            yield replace(one, partner_reference=next(iter(linked), ""))


def _partners(record: Mapping[str, Any]) -> Iterator[str]:
    links = record.get(LINKS)
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get(LINK_TYPE) == PARTNER and link.get(LINKED):
            yield str(link[LINKED])
