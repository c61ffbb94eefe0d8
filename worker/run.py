"""One reconciliation: fetch, guard, check, match, flag, store. Complete, or refused with its reason."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.language import Language, Refusal, Text
from shared.privacy import NATIONAL_NUMBER_DIGITS, keyed_hash, masked_number
from shared.rules.base import Circumstances
from worker import guards, verify
from worker.flags import Sighting, advance
from worker.history import COMPLETE, PracticeProblem, Run, Sections
from worker.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from shared.platform.contract import Identity, Platform, PlatformClient
    from shared.problem import Problem
    from shared.record import Client
    from worker.connectors.base import Connector
    from worker.flags import Step
    from worker.reconcile import PlatformOnly
    from worker.record import PracticeClient, PracticeSnapshot
    from worker.store import Store

STEPS = 5
"""How often a complete run reports that it moved on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A stored run and what it did to the flags: nothing when it was refused."""

    run: Run
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciler:
    """What a run needs: where to read, where to keep, the key for national numbers, and the time."""

    connect: Callable[[], Platform]
    connector: Connector
    store: Store
    key: bytes
    clock: Callable[[], datetime]
    moved: Callable[[], None] = lambda: None

    def once(self, *, accept: bool = False) -> Outcome:
        """Reconcile; `accept` overrules the guards that doubt the sizes. A refusal of either side is an outcome."""
        began = self.clock()
        run = Run(self.store.last_practice(self.connector.name), self.connector.name, began, began, accepted=accept)
        try:
            both = self._fetch()
            run = replace(run, practice=both.identity.practice)
            run = replace(run, sizes=self._guarded(both, run))
        except Refusal as refusal:
            why = Text(*(refusal.to(language) for language in Language))
            refused = replace(run, why=why, ended=self.clock())
            return Outcome(replace(refused, id=self.store.refuse(refused)))
        return self._compare(both, run)

    def _fetch(self) -> _Both:
        with closing(self.connect()) as platform:
            identity = platform.me()
            colleagues = platform.colleagues()
            clients = platform.clients()
        self.moved()
        practice = self.connector.fetch()
        self.moved()
        return _Both(identity, colleagues, clients, practice)

    def _guarded(self, both: _Both, run: Run) -> guards.Sizes:
        sizes = guards.sizes(both.practice.clients, len(both.platform), run.started.date())
        guards.insist_on_clients(both.practice.clients, sizes)
        last_good = self.store.last_run(COMPLETE, run.practice, run.system)
        if not run.accepted:
            guards.insist_on_plausibility(both.practice.clients, sizes, last_good.sizes if last_good else None)
        return sizes

    def _compare(self, both: _Both, run: Run) -> Outcome:
        today = run.started.date()
        circumstances = Circumstances(today, both.identity.languages, both.colleagues)
        practice = verify.repaired(both.practice, circumstances)
        self.moved()
        found = reconcile(both.platform, practice, today)
        judged = [at for at in (*found.in_both.values(), *found.only_in_practice) if practice[at].is_person]
        errors = verify.errors(practice, judged, both.practice.fields, circumstances)
        self.moved()
        sections = Sections(
            only_in_practice=len(set(found.only_in_practice) - errors.keys()),
            only_on_platform=len(found.only_on_platform),
            in_both=len(found.in_both),
            invalid=len(errors),
        )
        run = replace(run, sections=sections, ended=self.clock())
        return self._store(run, both.platform, practice, found.only_on_platform, errors)

    def _store(
        self,
        run: Run,
        platform: Sequence[PlatformClient],
        practice: Sequence[PracticeClient],
        only: Sequence[PlatformOnly],
        errors: Mapping[int, Sequence[Problem]],
    ) -> Outcome:
        sightings = [_sighting(one, platform, practice, self.key) for one in only]
        ids = {client.id for client in platform}
        number, steps = self.store.complete(
            run,
            [
                PracticeProblem(_shown(practice[at].reference), _name(practice[at].client), problem.field, problem.code)
                for at, problems in errors.items()
                for problem in problems
            ],
            lambda known: list(advance(known, sightings, ids, run.ended)),
        )
        self.moved()
        return Outcome(replace(run, id=number), tuple(steps))


@dataclass(frozen=True, slots=True)
class _Both:
    """What both sides hold."""

    identity: Identity
    colleagues: frozenset[str]
    platform: Sequence[PlatformClient]
    practice: PracticeSnapshot


def _sighting(
    only: PlatformOnly, platform: Sequence[PlatformClient], practice: Sequence[PracticeClient], key: bytes
) -> Sighting:
    one = platform[only.platform]
    number = one.client.national_number
    return Sighting(
        platform_id=one.id,
        client=_name(one.client),
        reason=only.reason,
        candidate=None if only.candidate is None else _described(practice[only.candidate]),
        number_hash=keyed_hash(number, key),
        number_masked=masked_number(number),
    )


def _described(relation: PracticeClient) -> str:
    """Return who a relation is, for people, without a number or an address that would complete an identity."""
    known = filter(None, (_shown(relation.reference), masked_number(relation.client.national_number)))
    return " · ".join((_name(relation.client), *known))


def _name(client: Client) -> str:
    return f"{client.first_name} {client.last_name}".strip()


def _shown(reference: str) -> str:
    """Return the practice system's own id, unless the system uses a national number or an e-mail address for it."""
    digits = sum(map(str.isdecimal, reference))
    return "" if "@" in reference or digits == NATIONAL_NUMBER_DIGITS else reference
