"""xlwings' own engines for Windows and the Mac, as their source says: they ship in the wheel, and run only there."""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

ENGINES = ("_xlwindows", "_xlmac")


class Call(NamedTuple):
    """What was asked of an engine's object: `how` is "get", "set" or "call"."""

    kind: str
    name: str
    how: str
    positional: int = 0
    named: frozenset[str] = frozenset()


NAMES = {"Desk": "App", "FileEngine": "Engine"}
"""Ours whose class is called otherwise."""


class Member(NamedTuple):
    """A member of an engine's class."""

    is_property: bool
    is_settable: bool
    parameters: tuple[str, ...]
    required: int
    is_open: bool
    """Whether it takes any number of positional arguments."""


ATTRIBUTE = Member(is_property=True, is_settable=True, parameters=(), required=0, is_open=False)


def classes(engine: str) -> dict[str, dict[str, Member]]:
    """Return the members of every class of an engine, with those that it inherits from xlwings' base classes."""
    (folder,) = find_spec("xlwings").submodule_search_locations  # type: ignore[union-attr, misc]
    own, base = (ast.parse(Path(folder, f"{name}.py").read_text(encoding="utf-8")) for name in (engine, "base_classes"))
    inherited = {node.name: dict(_members(node)) for node in base.body if isinstance(node, ast.ClassDef)}
    return {
        node.name: {**inherited.get(node.name, {}), **dict(_members(node))}
        for node in own.body
        if isinstance(node, ast.ClassDef)
    }


def missing(calls: Collection[Call], engine: str) -> list[str]:
    """Return what the engine does not implement as it is asked for, a sentence each."""
    known = classes(engine)
    asked = [call for call in calls if call.name != "options"]  # xlwings itself gives them to every range
    return sorted(fault for call in asked if (fault := _fault(call, known.get(call.kind, {}))))


def _fault(call: Call, members: dict[str, Member]) -> str:
    member = members.get(call.name)
    if member is None:
        fault = "is missing"
    elif call.how == "get":
        fault = "" if member.is_property else "is no property"
    elif call.how == "set":
        fault = "" if member.is_settable else "cannot be set"
    else:
        fault = "is no method" if member.is_property else _misfit(call, member)
    return f"{call.kind}.{call.name} {fault}" if fault else ""


def _misfit(call: Call, member: Member) -> str:
    """Return what is wrong with the arguments."""
    if unknown := call.named - set(member.parameters):
        return f"does not take {', '.join(sorted(unknown))}"
    if call.positional > len(member.parameters) and not member.is_open:
        return f"does not take {call.positional} arguments"
    lacking = set(member.parameters[call.positional : member.required]) - call.named
    return f"wants {', '.join(sorted(lacking))}" if lacking else ""


def _members(node: ast.ClassDef) -> Iterator[tuple[str, Member]]:
    for one in node.body:
        if isinstance(one, ast.Assign):  # `api = xl`
            yield from ((target.id, ATTRIBUTE) for target in one.targets if isinstance(target, ast.Name))
        elif isinstance(one, ast.FunctionDef) and not _is_left_out(one):
            decorated = {ast.unparse(decorator) for decorator in one.decorator_list}
            yield one.name, _member(one, decorated)
            if one.name == "__init__":
                yield from ((name, ATTRIBUTE) for name in _set_on_self(one))


def _is_left_out(node: ast.FunctionDef) -> bool:
    """Return whether it only says that it is not implemented."""
    return "raise NotImplementedError" in ast.unparse(node.body[-1])


def _set_on_self(node: ast.FunctionDef) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store) and ast.unparse(one.value) == "self":
            yield one.attr


def _member(node: ast.FunctionDef, decorated: set[str]) -> Member:
    arguments = node.args
    names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
    names = names if "staticmethod" in decorated else names[1:]
    is_settable = f"{node.name}.setter" in decorated
    return Member(
        is_property="property" in decorated or is_settable,
        is_settable=is_settable,
        parameters=tuple(names),
        required=len(names) - len(arguments.defaults),
        is_open=arguments.vararg is not None,
    )


class Witness:
    """One object of an engine that notes how it is used; what it returns is watched as well."""

    def __init__(self, real: object, seen: set[Call]) -> None:
        object.__setattr__(self, "real", real)
        object.__setattr__(self, "seen", seen)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the engine has
        value = getattr(self.real, name)
        if callable(value) and not _is_an_engines(value):
            return lambda *arguments, **named: self._called(name, value, arguments, named)
        self._see(name, "get")
        return self._watched(value)

    def __setattr__(self, name: str, value: object) -> None:
        self._see(name, "set")
        setattr(self.real, name, value)

    def __call__(self, *arguments: object) -> object:
        return self._called("__call__", self.real, arguments, {})

    def __len__(self) -> int:
        self._see("__len__", "call")
        return len(self.real)

    def __iter__(self) -> Iterator[object]:
        self._see("__iter__", "call")
        return map(self._watched, self.real)

    def __bool__(self) -> bool:
        return True

    def _called(self, name: str, method: Any, arguments: Sequence[Any], named: Mapping[str, Any]) -> object:  # noqa: ANN401
        self._see(name, "call", len(arguments), frozenset(named))
        return self._watched(method(*map(_real, arguments), **{key: _real(value) for key, value in named.items()}))

    def _see(self, name: str, how: str, *given: Any) -> None:  # noqa: ANN401
        kind = type(self.real).__name__
        self.seen.add(Call(NAMES.get(kind, kind), name, how, *given))

    def _watched(self, value: object) -> object:
        return Witness(value, self.seen) if _is_an_engines(value) else value


def _is_an_engines(value: object) -> bool:
    is_one = type(value).__module__.startswith(("addin.engines.", "tests.fakes.desk"))
    return is_one and not isinstance(value, type | str)


def _real(value: object) -> object:
    return value.real if isinstance(value, Witness) else value
