"""Two people, two outboxes and three workbooks, of which all is done that people do, while sends break.

The buttons are the ribbon's, the workbooks files, the platform the sandbox over HTTP. After each send the platform must
hold exactly what `expected` says; nobody is ever there twice.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import ExitStack
from itertools import count, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from addin import ribbon
from shared.record import Client, Field
from tests.fakes.workbooks import workbook
from tests.faults import practices
from tests.stateful import outboxes
from tests.stateful.desks import OpenWorkbook, opened
from tests.stateful.expected import TICK, Expected, There, after, expected, lines_of
from tests.stateful.mishaps import Killed
from tests.stateful.people import EDITED, NAMES, new_row, person_of, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.sandbox import Sandbox
    from tests.stateful.mishaps import Mishaps

FIRST: Final = 3
"""So many people have a row from the start."""

WORKBOOKS: Final = st.integers(0, 2)
PLACES: Final = st.integers(0, 3)
LOST: Final = ((), (), ("answer",), ("request",), *product(("answer", "request"), repeat=2))
"""What is lost of the imports of a send, one after the other."""
KILLED: Final = (0, 0, 0, 0, *range(1, 11))
"""At which step a send is killed; 0 for not at all."""
FILES: Final = {"save": "a file saved", "close": "closed without saving", "copy": "a file copied"}
PEOPLE: Final = st.integers(0, len(NAMES) - 1)


class World:
    """What the examples share: a platform on which each has a practice of its own, and the first workbook."""

    def __init__(self, folder: Path, sandbox: Sandbox, between: Mishaps) -> None:
        self.folder, self.sandbox, self.mishaps = folder, sandbox, between
        self.numbers = count()
        self.counted = Counter[str]()
        rows = [Client(**{field.value: text for field, text in new_row(person).items()}) for person in range(FIRST)]
        self.template = workbook(folder / "clients.xlsx", rows)


class Sending(RuleBasedStateMachine):
    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        world, number = self.world, next(self.world.numbers)
        self.mishaps = world.mishaps
        (self.practice,), (token,) = practices.add(world.sandbox.store, 1, number)
        self.ending = ExitStack()
        folder = Path(self.ending.enter_context(TemporaryDirectory(dir=world.folder)))
        self.homes = [folder / "home 0", folder / "home 1"]
        workbooks = []
        for place, home in enumerate((self.homes[0], self.homes[0], self.homes[1])):
            shutil.copy(world.template, folder / f"{place}.xlsx")
            workbooks.append(OpenWorkbook(folder / f"{place}.xlsx", home, token))
        self.workbooks = self.ending.enter_context(opened(workbooks))

    # what a person does in the sheet

    @rule(which=WORKBOOKS, place=PLACES, field=st.sampled_from(EDITED), text=st.integers(0, 2))
    def edit(self, which: int, place: int, field: Field, text: int) -> None:
        self.world.counted["a cell edited"] += 1
        rows = self.workbooks[which].rows()
        if place < len(rows):
            self.workbooks[which].type(place, field, texts(person_of(rows[place]), field)[text])

    @rule(cells=st.lists(st.tuples(WORKBOOKS, PLACES, st.sampled_from(EDITED), st.integers(0, 2)), max_size=3))
    def edit_some(self, cells: list[tuple[int, int, Field, int]]) -> None:
        for which, place, field, text in cells:
            self.edit(which, place, field, text)

    @rule(which=WORKBOOKS, place=PLACES, person=PEOPLE)
    def insert(self, which: int, place: int, person: int) -> None:
        self.world.counted["a row inserted"] += 1
        book = self.workbooks[which]
        _, lines = book.lines()
        if len(lines) <= len(NAMES):
            lines.insert(place, book.line_of(new_row(person)))
            book.replace(lines)

    @rule(which=WORKBOOKS, place=PLACES, to=PLACES)
    def copy_row(self, which: int, place: int, to: int) -> None:
        self.world.counted["a row copied"] += 1
        book = self.workbooks[which]
        _, lines = book.lines()
        if place < len(lines) <= len(NAMES):
            lines.insert(to, list(lines[place]))
            book.replace(lines)

    @rule(which=WORKBOOKS, place=PLACES)
    def delete(self, which: int, place: int) -> None:
        self.world.counted["a row deleted"] += 1
        book = self.workbooks[which]
        _, lines = book.lines()
        if place < len(lines):
            del lines[place]
            book.replace(lines)

    @rule(which=WORKBOOKS, field=st.sampled_from((*EDITED, Field.LAST_NAME)), down=st.booleans())
    def sort(self, which: int, field: Field, *, down: bool) -> None:
        self.world.counted["rows sorted"] += 1
        book = self.workbooks[which]
        _, lines = book.lines()
        rows = book.rows()
        order = sorted(range(len(rows)), key=lambda place: rows[place][field], reverse=down)
        book.replace([lines[place] for place in order])

    # what a person does with files

    @rule(which=WORKBOOKS, other=WORKBOOKS, does=st.sampled_from(tuple(FILES)))
    def file(self, which: int, other: int, does: str) -> None:
        """Save, close without saving and open again, or save another one and go on with a copy of it."""
        book = self.workbooks[which]
        self.world.counted[FILES[does]] += 1
        if does == "close":
            book.close_without_saving()
            return
        self.workbooks[other].save()
        if does == "copy" and which != other:
            book.become_a_copy_of(self.workbooks[other])

    # the buttons

    @rule(which=WORKBOOKS)
    def validate(self, which: int) -> None:
        self.world.counted["validated"] += 1
        assert self.workbooks[which].click(ribbon.validate) == []

    @rule(which=WORKBOOKS, ticks=st.lists(st.booleans(), min_size=6, max_size=6))
    def compare(self, which: int, ticks: list[bool]) -> None:
        """Compare, and choose: what is new is ticked already, what differs is not."""
        self.world.counted["compared, and chosen"] += 1
        book = self.workbooks[which]
        assert book.click(ribbon.compare) == []
        for line, other in zip(lines_of(book.comparison() or []), ticks, strict=False):
            if other:
                book.tick(line.place, "–" if line.ticked else TICK)

    @rule(
        which=WORKBOOKS,
        lost=st.sampled_from(LOST),
        kill=st.sampled_from(KILLED),
    )
    def send(self, which: int, lost: tuple[str, ...], kill: int) -> None:
        book, before = self.workbooks[which], self.platform()
        sheet = book.comparison()
        wanted = expected(book.rows(), None if sheet is None else lines_of(sheet), before)
        self.mishaps.lose(lost)
        self.mishaps.kill_at(kill)
        killed, told = False, list[str]()
        try:
            told = book.click(ribbon.send)
        except Killed:
            killed = True
        finally:
            self.mishaps.over()
        now = self.platform()
        self.check_platform(before, now, wanted, whole=not killed and not told)
        if killed:
            self.world.counted["sent, and killed"] += 1
            book.close_without_saving()
        elif told:
            self.world.counted["sent, and every answer or request lost"] += 1
            assert len(lost) > 1, told  # what is lost once is sent again at once
        else:
            self.world.counted["sent" if not lost else "sent, and a request or an answer lost at most"] += 1
            check_results(book, wanted, now)
            outboxes.check(book.home, {person: client.row for person, client in now.items()})

    # what must hold

    def platform(self) -> dict[int, There]:
        """Return everybody's client; nobody has two."""
        clients = self.world.sandbox.store.clients(self.practice, limit=1000)
        found = [
            There(f"C{each.number:05d}", {field: getattr(each, field.value) for field in Field}) for each in clients
        ]
        people = Counter(person_of(each.row) for each in found)
        assert set(people.values()) <= {1}, f"somebody is there twice: {people}"
        return {person_of(each.row): each for each in found}

    def check_platform(
        self, before: Mapping[int, There], now: Mapping[int, There], wanted: Expected, *, whole: bool
    ) -> None:
        """A send that ended leaves all that was wanted; one that was stopped, all or nothing."""
        was, found = ({person: each.row for person, each in one.items()} for one in (before, now))
        assert found == after(was, wanted, found) or (not whole and found == was)

    def teardown(self) -> None:
        """In the end, when the platform has forgotten all keys, one more send by each leaves nothing open."""
        try:
            for which, home in ((0, self.homes[0]), (2, self.homes[1])):
                outboxes.age(home)
                self.send(which, (), 0)
                assert outboxes.still_open(home) == []
        finally:
            self.ending.close()


def check_results(book: OpenWorkbook, wanted: Expected, there: Mapping[int, There]) -> None:
    """Every row says what the platform has of it."""
    rows = book.rows()
    counted = Counter(person_of(row) for row in rows)
    for row, said in zip(rows, book.results(), strict=True):
        person = person_of(row)
        if counted[person] > 1 or person not in there:
            assert "(C0" not in said, said
            continue
        client_id = there[person].id
        if person in wanted.created:
            assert said == f"Created ({client_id})"
        elif person in wanted.overwritten:
            assert said == f"Updated ({client_id})"
        elif person in wanted.known:
            assert said in {f"{word} ({client_id})" for word in ("Created", "Updated", "Already on Accounton")}
        elif person not in wanted.maybe:
            assert "(C0" not in said, said
