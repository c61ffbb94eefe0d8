from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pytest

from shared.headings import (
    SEARCHED_ROWS,
    ColumnsMissing,
    ColumnTwice,
    HeadingsMissing,
    find,
    table,
)
from shared.language import Language
from shared.record import COLUMN_OF, COLUMNS, Column, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW: Final = ("Prénom", "Nom de famille", "Email", "Langue")
CLIENT: Final = ("Jean", "Dupont", "jean@example.be", "french")
FOUND: Final = {Field.FIRST_NAME: 0, Field.LAST_NAME: 1, Field.EMAIL: 2, Field.LANGUAGE: 3}


@pytest.mark.parametrize("language", Language)
def test_the_templates_own_headings(language: Language) -> None:
    headings = find([[column.heading.to(language) for column in COLUMNS]])
    assert headings.row == 1
    assert headings.columns == {column.field: place for place, column in enumerate(COLUMNS)}
    assert headings.unknown == ()


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.field)
def test_every_variant_means_its_column(column: Column) -> None:
    other = Field.CITY if column.field is Field.COUNTRY else Field.COUNTRY
    for heading in (*column.heading, *column.variants, *column.loose):
        found = find([[heading, COLUMN_OF[other].heading.fr]], required=[column.field])
        assert found.columns == {column.field: 0, other: 1}


def test_no_heading_means_two_columns() -> None:
    meanings = defaultdict(set)
    for column in COLUMNS:
        for heading in (*column.heading, *column.variants, *column.loose):
            meanings[heading.casefold()].add(column.field)
    assert [heading for heading, fields in meanings.items() if len(fields) > 1] == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("PRÉNOM", Field.FIRST_NAME),
        ("prenom *", Field.FIRST_NAME),
        ("Prénom (obligatoire)", Field.FIRST_NAME),
        ("Voornaam (verplicht)", Field.FIRST_NAME),
        ("First name [required]", Field.FIRST_NAME),
        ("Prénom obligatoire", Field.FIRST_NAME),
        ("Prénom:", Field.FIRST_NAME),
        ("\N{NO-BREAK SPACE}Prénom ", Field.FIRST_NAME),
        ("Prénom / Voornaam", Field.FIRST_NAME),
        ("Prénom - Voornaam", Field.FIRST_NAME),
        ("Voornaam\nPrénom", Field.FIRST_NAME),
        ("Numéro de registre\nnational", Field.NATIONAL_NUMBER),
        ("N° national", Field.NATIONAL_NUMBER),
        ("Rijksregisternr.", Field.NATIONAL_NUMBER),
        ("Rijksregisternummer (partner)", Field.PARTNER_NATIONAL_NUMBER),
        ("Numéro de registre du partenaire", Field.PARTNER_NATIONAL_NUMBER),
        ("Numéro de mobile (+32…)", Field.MOBILE),
        ("Responsable / Responsable principal", Field.RESPONSIBLE),
        ("Verantwoordelijke (e-mail)", Field.RESPONSIBLE),
    ],
)
def test_headings_as_people_dress_them(heading: str, field: Field) -> None:
    others = [text for text, known in zip(ROW, FOUND, strict=True) if known is not field]
    assert find([[heading, *others]]).columns[field] == 0


@pytest.mark.parametrize("heading", ["GSM (partner)", "Prénom / Ville", "Remarques", "x" * 200, 12, None, "", "/"])
def test_what_is_no_heading_of_ours(heading: object) -> None:
    headings = find([[*ROW, heading]])
    assert headings.columns == FOUND
    assert headings.unknown == ((str(heading),) if heading else ())


def test_under_a_title() -> None:
    block: list[Sequence[object]] = [["Clients 2026", None, None, None], [None] * 4, ROW, CLIENT]
    headings = find(block, first_row=3)
    assert headings.row == 5
    assert headings.columns == FOUND
    assert table(block, headings, first_row=3).rows == [6]


def test_a_row_too_deep_is_not_searched_for() -> None:
    with pytest.raises(HeadingsMissing):
        find([["x"] * 4] * SEARCHED_ROWS + [list(ROW)])


@pytest.mark.parametrize("block", [[], [[]], [[None]], [["Total", 12]], [["Prénom", "x"]], [["person", "Jean"]] * 3])
def test_no_headings(block: list[list[object]]) -> None:
    with pytest.raises(HeadingsMissing) as refused:
        find(block)
    assert "Voornaam" in refused.value.to(Language.NL)


def test_missing_columns_are_named_in_the_readers_language() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        find([["Voornaam", "E-mail", "Straat"]])
    assert refused.value.columns == (Field.LAST_NAME, Field.LANGUAGE)
    assert "Nom de famille, Langue" in refused.value.to(Language.FR)
    assert "Achternaam, Taal" in refused.value.to(Language.NL)
    assert "Last name, Language" in str(refused.value)


def test_what_is_required_can_be_told() -> None:
    assert find([["Nom", "Ville"]], required=[Field.LAST_NAME]).columns == {Field.LAST_NAME: 0, Field.CITY: 1}


def test_a_column_twice_names_both() -> None:
    with pytest.raises(ColumnTwice) as refused:
        find([[*ROW, "E-mail"]])
    assert refused.value.column is Field.EMAIL
    assert "«Email»" in refused.value.to(Language.FR)
    assert "Email, E-mail" in refused.value.to(Language.NL)
    assert "Email, E-mail" in str(refused.value)


def test_a_loose_heading_gives_way_to_a_better_one() -> None:
    headings = find([["Naam", "Voornaam", "Achternaam", "E-mail", "Taal", "Telefoon", "GSM"]])
    assert headings.columns[Field.LAST_NAME] == 2
    assert headings.columns[Field.MOBILE] == 6
    assert headings.unknown == ("Naam", "Telefoon")


def test_the_callers_names_go_first() -> None:
    headings = find([[*ROW, "Contact", "GSM"]], names={"contact": Field.MOBILE})
    assert headings.columns[Field.MOBILE] == 4
    assert headings.unknown == ("GSM",)


def test_two_languages_one_under_the_other() -> None:
    block = [ROW, ("Voornaam", "Achternaam", "E-mail", "Taal"), CLIENT]
    headings = find(block)
    assert (headings.row, headings.columns) == (2, FOUND)


def test_groups_over_columns() -> None:
    block = [
        ("Client", None, None, None, "Adresse", None, None),
        (*ROW, "Rue", "Code postal", "Ville"),
        (*CLIENT, "Rue Haute", "1000", "Bruxelles"),
    ]
    headings = find(block)
    assert headings.row == 2
    assert headings.columns == FOUND | {Field.STREET: 4, Field.POSTAL_CODE: 5, Field.CITY: 6}
    assert headings.unknown == ()


def test_columns_named_under_a_merged_group() -> None:
    block = [
        (*ROW, "Adresse", None, None, None),
        (None, None, None, None, "Rue", "N°", "Code postal", "Ville"),
        (*CLIENT, "Rue Haute", "12", "1000", "Bruxelles"),
    ]
    headings = find(block)
    assert headings.row == 2
    assert headings.columns == FOUND | {
        Field.STREET: 4,
        Field.HOUSE_NUMBER: 5,
        Field.POSTAL_CODE: 6,
        Field.CITY: 7,
    }


def test_more_names_in_the_lower_of_two_rows() -> None:
    block = [
        (*ROW, None, None, None, None, None),
        (None, None, None, None, "Rue", "N°", "Code postal", "Ville", "Pays"),
    ]
    assert find(block).row == 2
    assert set(find(block).columns) >= set(FOUND)


@pytest.mark.parametrize(
    "data",
    [
        ("Prénom", "Nom", "rue@example.be", "french"),
        ("Rue", "Ville", None, 12),
        ("Rue", "Ville", None, "1 rue"),
        ("Jean", "Naam", None, "french"),
    ],
)
def test_data_that_equals_headings_is_data(data: tuple[object, ...]) -> None:
    headings = find([ROW, data, CLIENT])
    assert headings.row == 1
    assert table([ROW, data, CLIENT], headings).rows == [2, 3]


def test_rows_without_anything_are_skipped() -> None:
    block: list[tuple[object, ...]] = [
        ("person", *ROW, "Remarques"),
        ("person", *CLIENT, None),
        (None,) * 6,
        ("person", None, "", "\N{NO-BREAK SPACE}", None, None),
        (None, None, None, None, None, "à rappeler"),
        (),
        ("person", "Marie"),
    ]
    found = table(block, find(block))
    assert found.rows == [2, 7]
    assert found.columns[Field.FIRST_NAME] == ["Jean", "Marie"]
    assert found.columns[Field.LANGUAGE] == ["french", None]


def test_a_hundred_thousand_empty_rows_leave_nothing() -> None:
    block = [ROW, *[(None,) * 4] * 100_000, CLIENT]
    assert table(block, find(block)).rows == [100_002]
