"""Refuse to cry wolf: what a run must have before it may flag anybody. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from worker.record import PracticeClient

SHRINKS_AT_MOST = 5  # by one part in so many
WITH_KEY_AT_LEAST = 2  # one client in so many


class PracticeEmpty(Refusal):
    """The practice system handed over no client at all."""

    text = Text(
        "Le système du bureau ne livre aucun client: rien n'a été signalé. Vérifiez son export ou sa connexion.",
        "Het kantoorsysteem levert geen enkele klant: er is niets gemeld. Controleer de export of de verbinding.",
        "The practice system hands over no client at all: nothing was flagged. Check its export or its connection.",
    )


class NoCurrentClients(Refusal):
    """Every relation is archived, ended or no client."""

    text = Text(
        "Aucune des {count} relations du bureau n'est un client actif: rien n'a été signalé. Vérifiez la colonne du "
        "statut.",
        "Geen van de {count} relaties van het kantoor is een actieve klant: er is niets gemeld. Controleer de "
        "statuskolom.",
        "None of the practice's {count} relations is an active client: nothing was flagged. Check the status column.",
    )


class ClientsWithoutKeys(Refusal):
    """Most clients have nothing to recognise them by."""

    text = Text(
        "{without} des {count} clients du bureau n'ont ni numéro de registre, ni numéro KBO, ni code client, ni "
        "e-mail: rien n'a été signalé. Complétez l'export; s'il est juste, lancez «accounton worker once --accept».",
        "{without} van de {count} klanten van het kantoor hebben geen rijksregisternummer, KBO-nummer, klantcode of "
        "e-mailadres: er is niets gemeld. Vul de export aan; klopt hij, start dan ‘accounton worker once --accept’.",
        "{without} of the practice's {count} clients have no national register number, KBO number, client code or "
        "e-mail: nothing was flagged. Complete the export; if it is right, run “accounton worker once --accept”.",
    )


class PracticeShrunk(Refusal):
    """The practice system holds far fewer clients than at the last good run."""

    text = Text(
        "Le bureau ne compte plus que {now} clients actifs, contre {before} lors du dernier rapprochement réussi: rien "
        "n'a été signalé. Vérifiez l'export; s'il est juste, lancez «accounton worker once --accept».",
        "Het kantoor telt nog maar {now} actieve klanten, tegen {before} bij de vorige geslaagde afstemming: er is "
        "niets gemeld. Controleer de export; klopt hij, start dan ‘accounton worker once --accept’.",
        "The practice has only {now} active clients left, against {before} at the last good run: nothing was flagged. "
        "Check the export; if it is right, run “accounton worker once --accept”.",
    )


class PlatformShrunk(Refusal):
    """The platform holds far fewer clients than at the last good run; flags would be resolved wrongly."""

    text = Text(
        "La plateforme ne compte plus que {now} clients, contre {before} lors du dernier rapprochement réussi: "
        "rien n'a été modifié. Si c'est juste, lancez «accounton worker once --accept».",
        "Het platform telt nog maar {now} klanten, tegen {before} bij de vorige geslaagde afstemming: er is niets "
        "gewijzigd. Klopt dat, start dan ‘accounton worker once --accept’.",
        "The platform has only {now} clients left, against {before} at the last good run: nothing was changed. "
        "If that is right, run “accounton worker once --accept”.",
    )


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much a run saw: the practice's current clients, and the platform's."""

    practice: int
    platform: int


def sizes(practice: Sequence[PracticeClient], platform_count: int, today: date) -> Sizes:
    """Return what the guards compare from run to run."""
    return Sizes(sum(client.is_current(today) for client in practice), platform_count)


def insist_on_clients(practice: Sequence[PracticeClient], seen: Sizes) -> None:
    """Raise when there is nothing to compare with; nobody can overrule that."""
    if not practice:
        raise PracticeEmpty
    if not seen.practice:
        raise NoCurrentClients(count=len(practice))


def insist_on_plausibility(practice: Sequence[PracticeClient], seen: Sizes, last_good: Sizes | None) -> None:
    """Raise when the clients look like a part of the whole; a person may overrule it for one run."""
    for refusal in _doubts(practice, seen, last_good):
        raise refusal


def _doubts(practice: Sequence[PracticeClient], seen: Sizes, last_good: Sizes | None) -> Iterator[Refusal]:
    without = sum(not _has_key(client) for client in practice)
    if without * WITH_KEY_AT_LEAST > len(practice):
        yield ClientsWithoutKeys(without=without, count=len(practice))
    if last_good and _shrunk(last_good.practice, seen.practice):
        yield PracticeShrunk(now=seen.practice, before=last_good.practice)
    if last_good and _shrunk(last_good.platform, seen.platform):
        yield PlatformShrunk(now=seen.platform, before=last_good.platform)


def _has_key(relation: PracticeClient) -> bool:
    client = relation.client
    return bool(client.national_number or client.kbo_number or client.client_code or client.email)


def _shrunk(before: int, now: int) -> bool:
    return (before - now) * SHRINKS_AT_MOST > before
