from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from shared.check import Table, check, table_of
from shared.language import Language
from shared.problem import Level
from shared.record import Client, Field
from shared.rules import message
from shared.rules.base import Circumstances

CIRCUMSTANCES: Final = Circumstances(date(2026, 3, 1))
CLIENT: Final = Client(
    first_name="Jean", last_name="Dupont", email="jean@example.be", mobile="+32475123456", language="french"
)


def test_a_table_of_clients_gives_the_clients_back() -> None:
    clients = [CLIENT, replace(CLIENT, email="marie@example.be", mobile="")]
    table = table_of(clients)
    checked = check(table, CIRCUMSTANCES)
    assert list(table.rows) == [1, 2]
    assert checked.clients == clients
    assert not checked.problems
    assert not checked.invalid_rows


@pytest.mark.parametrize("table", [table_of([]), Table([], {}), Table([], {Field.EMAIL: []})])
def test_no_rows(table: Table) -> None:
    checked = check(table, CIRCUMSTANCES)
    assert checked.clients == []
    assert not checked.problems


def test_columns_that_the_sheet_lacks_are_not_judged() -> None:
    checked = check(Table([7], {Field.LAST_NAME: ["Dupont"], Field.KBO_NUMBER: ["0123456749"]}), CIRCUMSTANCES)
    assert checked.clients == [Client(type="person", last_name="Dupont", kbo_number="0123456749")]
    assert not checked.problems


def test_problems_come_by_row_and_then_by_column() -> None:
    columns: dict[Field, list[object]] = {
        Field.LANGUAGE: ["FR", "FR"],
        Field.EMAIL: ["x", "y"],
        Field.FIRST_NAME: ["Jean", None],
    }
    checked = check(Table([9, 4], columns), CIRCUMSTANCES)
    assert [(problem.row, problem.field) for problem in checked.problems] == [
        (4, Field.FIRST_NAME),
        (4, Field.EMAIL),
        (4, Field.LANGUAGE),
        (9, Field.EMAIL),
        (9, Field.LANGUAGE),
    ]


def test_a_warning_does_not_make_a_row_invalid() -> None:
    checked = check(Table([2, 3], {Field.CITY: ["Namur ", "Namur"], Field.MOBILE: ["x", None]}), CIRCUMSTANCES)
    assert [problem.level for problem in checked.problems] == [Level.ERROR, Level.WARNING]
    assert checked.invalid_rows == {2}
    assert [client.city for client in checked.clients] == ["Namur", "Namur"]


def test_one_and_true_and_one_point_zero_are_not_the_same_cell() -> None:
    raws: list[object] = [True, 1, 1.0, "1", False, 0, 0.0]
    checked = check(Table(range(2, 9), {Field.HOUSE_NUMBER: raws}), CIRCUMSTANCES)
    assert [(problem.row, problem.code) for problem in checked.problems] == [(2, "cell-boolean"), (6, "cell-boolean")]
    assert [client.house_number for client in checked.clients] == ["", "1", "1", "1", "", "0", "0"]


def test_cells_that_cannot_be_keys_are_judged_all_the_same() -> None:
    checked = check(Table([2, 3], {Field.CITY: [["a"], "Namur"]}), CIRCUMSTANCES)
    assert [client.city for client in checked.clients] == ["['a']", "Namur"]


def test_a_texts_own_class_is_read_as_text() -> None:
    class Rich(str):
        __slots__ = ()

    checked = check(Table([2], {Field.CITY: [Rich("Namur ")]}), CIRCUMSTANCES)
    assert checked.clients[0].city == "Namur"


def test_rules_across_rows_see_what_fix_would_leave() -> None:
    numbers = ["85.07.30-033.28", "85073003328", "85073003329", "85073003329"]
    checked = check(Table([2, 3, 4, 5], {Field.NATIONAL_NUMBER: numbers}), CIRCUMSTANCES)
    assert [(problem.row, problem.code) for problem in checked.problems] == [
        (2, "national-number-separators"),
        (2, "national-number-twice"),
        (3, "national-number-twice"),
        (4, "national-number-checksum"),
        (5, "national-number-checksum"),
    ]


def test_a_message_names_the_column_and_the_other_rows() -> None:
    table = Table([3, 4, 5, 8, 9], {Field.CLIENT_CODE: ["C1"] * 5, Field.FIRST_NAME: ["", *["Jean"] * 4]})
    told = [message(problem, Language.FR) for problem in check(table, CIRCUMSTANCES).problems]
    assert told[:3] == [
        "La colonne «Prénom» est obligatoire. Complétez cette cellule.",
        "Ce code client figure aussi ailleurs (ligne 4, 5, 8…). Donnez à chaque dossier son propre code.",
        "Ce code client figure aussi ailleurs (ligne 3, 5, 8…). Donnez à chaque dossier son propre code.",
    ]


def test_a_language_that_is_not_there_names_the_possible_ones() -> None:
    circumstances = Circumstances(date(2026, 3, 1), frozenset({"french", "dutch"}))
    problem = check(Table([2], {Field.LANGUAGE: ["German"]}), circumstances).problems[0]
    assert "dutch, french" in message(problem, Language.EN)


def test_a_thousand_rows_with_one_address_name_only_the_first_ones() -> None:
    table = Table(range(2, 1002), {Field.EMAIL: ["office@example.be"] * 1000})
    problems = check(table, CIRCUMSTANCES).problems
    assert {problem.code for problem in problems} == {"email-twice"}
    assert dict(problems[999].finding.arguments) == {"row": "2, 3, 4…"}
