"""Makes the sandbox's database and tokens, at the first start and whenever one of them is gone."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, select, update

from shared.database import private_file
from shared.language import Refusal, Text
from shared.platform.contract import NOT_YET_SENT, Role
from shared.platform.sandbox import seed
from shared.platform.sandbox.importing import Importing
from shared.platform.sandbox.store import Store, digest_of
from shared.platform.sandbox.tables import Base, Label, Practice, Questionnaire, Token, User

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from shared.platform.contract import Questionnaire as Published

TOKEN_OF: Final = {"admin": seed.ADMIN, "accountant": seed.ACCOUNTANT, "other_admin": seed.OTHER_ADMIN}
"""The users that have a token; `other_admin` works for another practice."""

STATUSES: Final = ("answered", "sent", NOT_YET_SENT)
"""What the clients of the seed went through; only the last one is known to exist on the real platform."""


class DatabaseOfOtherVersion(Refusal):
    """The database was made by another version of the sandbox; what it holds is made up, so nothing is converted."""

    text = Text(
        "La base de données {database} vient d'une autre version de la plateforme d'essai. Supprimez-la ou choisissez "
        "un autre dossier avec --data.",
        "De databank {database} komt van een andere versie van het proefplatform. Verwijder ze of kies een andere map "
        "met --data.",
        "The database {database} was made by another version of the test platform. Delete it or choose another folder "
        "with --data.",
    )


def open_store(engine: Engine, now: Callable[[], datetime], tokens: dict[str, str]) -> Store:
    """Return the store, its tables made and filled when they are new; exactly `tokens` open it."""
    Base.metadata.create_all(engine)
    _check_columns(engine)
    store = Store(engine, now)
    with store.session() as session:
        if session.scalar(select(Practice.id).limit(1)) is None:
            _seed(session, now())
        for name, email in TOKEN_OF.items():
            _give_token(session, session.scalars(select(User).where(User.email == email)).one(), tokens[name])
    return store


def _check_columns(engine: Engine) -> None:
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        if {each["name"] for each in found.get_columns(table.name)} != set(table.columns.keys()):
            raise DatabaseOfOtherVersion(database=engine.url.database)


def tokens_in(file: Path) -> dict[str, str]:
    """Return the tokens kept in `file`, drawn and written there when it does not exist; its owner only may read it."""
    if file.exists():
        tokens: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        return tokens
    tokens = {name: f"{name}-{secrets.token_urlsafe(32)}" for name in TOKEN_OF}
    draft = file.with_suffix(".draft")
    private_file(draft)
    draft.write_text(json.dumps(tokens, indent=2), encoding="utf-8")
    draft.replace(file)
    return tokens


def _give_token(session: Session, user: User, token: str) -> None:
    """Let exactly this token in for a user."""
    session.execute(update(Token).where(Token.user_id == user.id).values(revoked=True))
    session.merge(Token(digest=digest_of(token), user_id=user.id, revoked=False))


def _seed(session: Session, at: datetime) -> None:
    ours = _practice(session, seed.PRACTICE, seed.LANGUAGES, seed.QUESTIONNAIRES)
    for email in seed.COLLEAGUES:
        role = Role.ADMIN if email == seed.ADMIN else Role.ACCOUNTANT
        session.add(User(practice_id=ours, email=email, role=role))
    for label in seed.LABELS:
        session.add(Label(practice_id=ours, name=label))
    session.flush()
    questionnaire_of = {each.language: each.id for each in seed.QUESTIONNAIRES}
    importing = Importing(session, ours, at)
    for position, client in enumerate(seed.CLIENTS):
        status = STATUSES[position % len(STATUSES)]
        importing.add(asdict(client), questionnaire_of[client.language], status)
    other = _practice(session, seed.OTHER_PRACTICE, seed.OTHER_LANGUAGES, seed.OTHER_QUESTIONNAIRES)
    session.add(User(practice_id=other, email=seed.OTHER_ADMIN, role=Role.ADMIN))
    session.flush()


def _practice(session: Session, name: str, languages: Sequence[str], questionnaires: Sequence[Published]) -> int:
    practice = Practice(name=name, languages=",".join(languages))
    session.add(practice)
    session.flush()
    for each in questionnaires:
        session.add(Questionnaire(practice_id=practice.id, code=each.id, name=each.name, language=each.language))
    session.flush()
    return practice.id
