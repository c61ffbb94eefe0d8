from __future__ import annotations

import pytest

from worker.connectors.base import Hopeless, RetryLater
from worker.connectors.delimited import HalfWritten, NotText, TooManyCells, insist_on_whole_rows, parse

ROWS = [["Prénom", "Rue"], ["Hélène", "Rue de l'Été, 3; bte 2"]]


def rows(content: bytes) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in parse(content, "clients.csv").rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_line_end(delimiter: str, encoding: str, end: str) -> None:
    text = f'Prénom{delimiter}Rue{end}Hélène{delimiter}"Rue de l\'Été, 3; bte 2"{end}'
    assert rows(text.encode(encoding)) == ROWS


def test_the_delimiter_may_be_named_on_the_first_line() -> None:
    assert rows(b"sep=^\r\nNom^E-mail\r\nPeeters^an@example.be\r\n") == [
        ["Nom", "E-mail"],
        ["Peeters", "an@example.be"],
    ]


def test_a_title_above_the_headings_does_not_decide_the_delimiter() -> None:
    assert rows(b"Clients, actifs, 2026\nNom;Email;Langue;Rue\nPeeters;a@b.be;NL;Dorp\n")[1][0] == "Nom"


def test_a_value_full_of_commas_does_not_decide_it_either() -> None:
    assert rows(b"Nom;Adresse;Email\nPeeters;Rue de la Loi, 16, bte 3, 1000;a@b.be\nMaes;Dorp 1;m@b.be\n")[1] == [
        "Peeters",
        "Rue de la Loi, 16, bte 3, 1000",
        "a@b.be",
    ]


def test_a_cell_that_was_kept_as_text_is_read_as_that_text() -> None:
    assert rows(b'Nom;Code\nPeeters;="0012"\n') == [["Nom", "Code"], ["Peeters", "0012"]]


def test_a_cell_may_hold_quotes_and_line_ends() -> None:
    assert rows(b'Nom;Note\nPeeters;"dit ""An""\nvan 3 hoog"\n')[1] == ["Peeters", 'dit "An"\nvan 3 hoog']


def test_nothing_at_all_has_no_rows() -> None:
    assert rows(b"") == []


@pytest.mark.parametrize(
    "content",
    [
        b'Nom;Rue\nPeeters;"Rue de la',
        "Nom;Rue\nPeeters;Rue de l'É".encode()[:-1],
        "Nom;Rue".encode("utf-16")[:-1],
    ],
    ids=["open quote", "half a letter", "half a letter in UTF-16"],
)
def test_a_file_cut_off_in_the_middle_is_left_for_later(content: bytes) -> None:
    with pytest.raises(HalfWritten, match=r"clients\.csv") as caught:
        parse(content, "clients.csv")
    assert isinstance(caught.value, RetryLater)


@pytest.mark.parametrize("content", [b"\0\1\2", b'Nom;Rue\n"Peeters"x;Dorp\n'], ids=["binary", "stray quote"])
def test_what_is_no_delimited_text_is_refused(content: bytes) -> None:
    with pytest.raises(NotText) as caught:
        parse(content, "clients.csv")
    assert isinstance(caught.value, Hopeless)


def whole(content: bytes, heading_row: int = 1) -> int:
    """Return how many rows the file has, which are all whole."""
    parsed = parse(content, "clients.csv")
    insist_on_whole_rows(parsed, heading_row, "clients.csv")
    return len(parsed.rows)


def test_a_row_with_more_cells_than_headings_would_displace_values() -> None:
    with pytest.raises(TooManyCells, match="Line 3"):
        whole(b"Nom;Rue\nPeeters;Dorp\nMaes;Rue de la Loi; 3\n")


def test_empty_cells_beyond_the_headings_are_harmless() -> None:
    assert whole(b"Nom;Rue\nPeeters;Dorp;;\n") == 2


def test_a_last_line_without_end_and_with_too_few_cells_is_half_written() -> None:
    with pytest.raises(HalfWritten):
        whole(b"Nom;Rue;Ville\nPeeters;Dorp;Gent\nMaes;Ru")


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (b"Nom;Rue\nPeeters;Dorp", 2),
        (b"Nom;Rue\nPeeters\n", 2),
        (b"Nom;Rue", 1),
    ],
    ids=["last line without end", "short but ended", "headings alone"],
)
def test_a_whole_file_passes(content: bytes, count: int) -> None:
    assert whole(content) == count


def test_rows_above_the_headings_may_have_any_shape() -> None:
    assert whole(b"a;b;c;d\nNom;Rue\nPeeters;Dorp\n", heading_row=2) == 3
