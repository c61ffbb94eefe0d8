"""Many practices on one sandbox, so that every fault meets a clean one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shared.platform.contract import Role
from shared.platform.sandbox import seed
from shared.platform.sandbox.store import digest_of
from shared.platform.sandbox.tables import Practice, Questionnaire, Token, User

if TYPE_CHECKING:
    from shared.platform.sandbox.store import Store


def add(store: Store, number: int, first: int = 0) -> tuple[list[int], list[str]]:
    """Add practices without clients, numbered from `first`; return their ids and the token of the admin of each."""
    ids, tokens = [], [f"admin-of-practice-{place}" for place in range(first, first + number)]
    with store.session() as session:
        for place, token in enumerate(tokens, first):
            practice = Practice(name=f"Practice {place}", languages=",".join(seed.LANGUAGES))
            session.add(practice)
            session.flush()
            ids.append(practice.id)
            user = User(practice_id=practice.id, email=f"admin@p{place}.example", role=Role.ADMIN)
            session.add(user)
            session.flush()
            session.add(Token(digest=digest_of(token), user_id=user.id))
            for each in seed.QUESTIONNAIRES:
                session.add(
                    Questionnaire(practice_id=practice.id, code=each.id, name=each.name, language=each.language)
                )
    return ids, tokens


def arrived(store: Store, practice: int) -> Counter[str]:
    """Return how often each national number stands among the practice's clients."""
    return Counter(each.national_number for each in store.clients(practice, limit=100_000))
