from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.headings import HeadingsMissing, find
from shared.record import Field
from worker.connectors.vocabulary import HEADINGS, Extra, MappingUnusable, Vocabulary
from worker.record import Status

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = Vocabulary()


def mapped(folder: Path, text: str) -> Vocabulary:
    file = folder / "mapping.toml"
    file.write_text(text, encoding="utf-8")
    return Vocabulary.of(file)


@pytest.mark.parametrize(
    ("heading", "extra"),
    [
        ("Statut", Extra.STATUS),
        ("STATUUT ", Extra.STATUS),
        ("Date de fin", Extra.END_DATE),
        ("Einddatum", Extra.END_DATE),
        ("end_date", Extra.END_DATE),
        ("Actif", Extra.ACTIVE),
        ("Gearchiveerd", Extra.ARCHIVED),
        ("Référence", Extra.REFERENCE),
        ("ID", Extra.REFERENCE),
        ("Flux de tâches", Extra.TASK_FLOW),
        ("Soort", Extra.KIND),
        ("Partner ID", Extra.PARTNER_REFERENCE),
        ("Prénom", None),
        ("", None),
        (None, None),
    ],
)
def test_practice_only_headings_in_three_languages(heading: str | None, extra: Extra | None) -> None:
    assert PLAIN.column(heading) is extra


def test_no_practice_only_heading_is_one_of_the_template() -> None:
    with pytest.raises(HeadingsMissing):
        find([[name for names in HEADINGS.values() for name in names]], required=())


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", Status.ACTIVE),
        ("Actif", Status.ACTIVE),
        ("ja", Status.ACTIVE),
        ("True", Status.ACTIVE),
        ("Klant", Status.ACTIVE),
        ("Archivé", Status.ENDED),
        ("GEARCHIVEERD", Status.ENDED),
        ("niet actief", Status.ENDED),
        ("Ex-client", Status.ENDED),
        ("0", Status.ENDED),
        ("Prospect", Status.NOT_CLIENT),
        ("Contactpersoon", Status.NOT_CLIENT),
        ("slapend", None),
    ],
)
def test_what_a_status_word_means(word: str, status: Status | None) -> None:
    assert PLAIN.status(word) is status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("oui", Status.ENDED),
        ("Non", Status.ACTIVE),
        ("Gearchiveerd", Status.ENDED),
        ("misschien", None),
    ],
)
def test_under_archived_yes_means_ended(word: str, status: Status | None) -> None:
    assert PLAIN.opposite(word) is status


@pytest.mark.parametrize(
    ("word", "company"), [("Société", True), ("vzw", True), ("Persoon", False), ("Eenmanszaak", False), ("", False)]
)
def test_a_company_is_told_from_a_person(word: str, *, company: bool) -> None:
    assert PLAIN.is_company(word) is company


def test_without_a_chosen_task_flow_everybody_counts() -> None:
    assert PLAIN.in_scope("")


def test_a_mapping_file_adds_headings_words_and_task_flows(tmp_path: Path) -> None:
    vocabulary = mapped(
        tmp_path,
        """
        [columns]
        "Fam" = "last_name"
        "Statut" = "ignore"
        "Toestand" = "client_code"
        "Werk" = "task_flow"
        [values]
        archived = ["Slapend", "Klant"]
        company = ["Zaak"]
        [task_flow]
        chosen = ["Aangifte PB"]
        """,
    )
    assert vocabulary.field_names() == {"Fam": Field.LAST_NAME, "Toestand": Field.CLIENT_CODE}
    assert [vocabulary.column(name) for name in ("statut", "Toestand", "Werk", "Status")] == [
        Extra.IGNORE,
        None,
        Extra.TASK_FLOW,
        Extra.STATUS,
    ]
    assert [vocabulary.status(word) for word in ("slapend", "klant", "actief")] == [
        Status.ENDED,
        Status.ENDED,
        Status.ACTIVE,
    ]
    assert vocabulary.is_company("zaak")
    assert [vocabulary.in_scope(flows) for flows in ("BTW; aangifte PB", "BTW", "")] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[columns", "Expected ']'"),
        ("[colums]", "colums?"),
        ("columns = 3", "columns?"),
        ('[columns]\n"Fam" = "lastname"', "Fam = lastname?"),
        ('[columns]\n"Fam" = 3', "columns Fam?"),
        ('[values]\nended = ["x"]', "values ended?"),
        ("[values]\narchived = [3]", "values archived?"),
        ("[task_flow]\nchosen = 3", "task_flow chosen?"),
    ],
)
def test_a_mapping_file_with_a_slip_names_it(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(MappingUnusable) as caught:
        mapped(tmp_path, text)
    assert fault in str(caught.value)
    assert "mapping.toml" in str(caught.value)


def test_one_word_needs_no_brackets(tmp_path: Path) -> None:
    vocabulary = mapped(tmp_path, '[values]\narchived = "weg"\n[task_flow]\nchosen = "PB"')
    assert (vocabulary.status("weg"), vocabulary.in_scope("PB")) == (Status.ENDED, True)


def test_a_mapping_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingUnusable, match="No such file"):
        Vocabulary.of(tmp_path / "none.toml")
