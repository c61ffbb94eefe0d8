from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest

from shared.cli import Command, Console, Group, Option, run
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "85073003328"  # noqa: S105 - a made-up national number


class Closed(Refusal):
    text = Text("C'est fermé.", "Het is gesloten.", "It is closed.")


def greet(console: Console, *, name: str, loud: bool) -> int:
    console.tell(Text("Bonjour.", "Dag.", "Hello."))
    console.answer({"name": name}, [name.upper() if loud else name])
    return 0


def refuse(_console: Console) -> int:
    raise Closed


def crash(_console: Console) -> int:
    raise ValueError(SECRET)


def walk(console: Console) -> int:
    with console.progress(2, Text("Lignes", "Rijen", "Rows")) as advance:
        advance(2)
    return 1


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path))
    monkeypatch.setenv("ACCOUNTON_LANGUAGE", "en")
    monkeypatch.setattr("shared.settings.user_config_path", lambda *_, **__: tmp_path)
    loud = Option(["--loud"], text=Text("Crie.", "Roept.", "Shouts."), is_flag=True)
    return Group(
        "accounton",
        Text("Tout.", "Alles.", "Everything."),
        [
            Command("greet", Text("Salue.", "Groet.", "Greets."), greet, [click.Argument(["name"]), loud]),
            Command("refuse", Text("Refuse.", "Weigert.", "Refuses."), refuse),
            Command("crash", Text("Tombe.", "Valt.", "Falls."), crash),
            Group("more", Text("Encore.", "Meer.", "More."), [Command("walk", Text("Va.", "Ga.", "Go."), walk)]),
        ],
    )


def test_the_answer_goes_to_stdout_and_words_to_stderr(door: Group, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(door, ["greet", "Ann", "--loud"]) == 0
    assert capsys.readouterr() == ("ANN\n", "Hello.\n")


def test_json_is_all_that_stdout_gets(door: Group, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(door, ["--format", "json", "greet", "Zoë"]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "Zoë"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "C'est fermé."), ("nl", "Het is gesloten."), ("en", "It is closed.")]
)
def test_a_refusal_is_one_sentence(
    door: Group, capsys: pytest.CaptureFixture[str], language: str, sentence: str
) -> None:
    assert run(door, ["refuse", "--language", language]) == 2
    assert capsys.readouterr() == ("", f"{sentence}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["greet"], "NAME ontbreekt. Zie ‘accounton greet --help’."),
        (["greet", "a", "--laud"], "De optie --laud bestaat niet. Zie ‘accounton greet --help’."),
        (["greet", "a", "--format", "xml"], "De waarde van --format is niet bruikbaar. Zie ‘accounton greet --help’."),
        (["meet"], "De opdracht is niet begrepen. Zie ‘accounton --help’."),
        (["greet", "a", "b"], "De opdracht is niet begrepen. Zie ‘accounton greet --help’."),
    ],
)
def test_a_slip_on_the_command_line_is_one_sentence(
    door: Group, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(door, [*arguments, "--language=nl"]) == 2
    assert capsys.readouterr() == ("", f"{words}\n")


def test_the_unexpected_is_one_sentence_and_a_trace_without_values(
    door: Group, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(door, ["crash"]) == 2
    shown = capsys.readouterr()
    log = (tmp_path / "accounton.log").read_text(encoding="utf-8")
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "ValueError" in shown.err
    assert "in crash" in log
    assert SECRET not in shown.err + log


def test_the_unexpected_is_said_even_where_nothing_can_be_written(
    door: Group, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "file" / "below"))
    assert run(door, ["crash"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_settings_file_is_said(door: Group, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "accounton.toml").write_text("langage = 'fr'", encoding="utf-8")
    assert run(door, ["greet", "a"]) == 2
    assert "langage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ["Salue.", "Crie.", "Affiche"]), ("nl", ["Groet.", "Roept.", "Toont"]), ("en", ["Greets.", "Shouts."])],
)
def test_help_is_translated(door: Group, capsys: pytest.CaptureFixture[str], language: str, words: list[str]) -> None:
    assert run(door, ["--language", language, "greet", "--help"]) == 0
    page = capsys.readouterr().out
    assert all(word in page for word in words)


def test_a_group_lists_its_commands_in_the_given_order(door: Group, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(door, ["--language", "fr", "--help"]) == 0
    page = capsys.readouterr().out
    assert page.index("Salue.") < page.index("Refuse.") < page.index("Encore.")


def test_the_status_of_a_command_is_the_status_of_the_door(door: Group) -> None:
    assert run(door, ["more", "walk"]) == 1


def test_the_command_line_of_the_process_is_read(door: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["accounton", "more", "walk", "--language", "fr"])
    assert run(door) == 1


def test_an_interruption_is_no_trace(door: Group) -> None:
    def stop(_console: Console) -> int:
        raise KeyboardInterrupt

    door.add_command(Command("stop", Text("s", "s", "s"), stop))
    assert run(door, ["stop"]) == 2
