"""The sandbox's HTTP side: the contract's routes, and one page for people."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from shared.language import Language
from shared.platform.client import API
from shared.platform.contract import Role
from shared.platform.sandbox import faults, page, tables, wire
from shared.platform.sandbox.faults import declared
from shared.platform.sandbox.importing import FIELDS, Incoming, public_id, public_practice_id
from shared.platform.sandbox.limits import BodyLimit, InFlight
from shared.platform.sandbox.store import Caller, NotValid, Store
from shared.web_address import LOOPBACK

LARGEST_PAGE = 500
LONGEST_SEARCH = 100
FIRST_MOMENT = "1970-01-01T00:00:00Z"
LANGUAGES: tuple[Literal["dutch", "english", "french"], ...] = ("dutch", "french", "english")
BEARER = HTTPBearer(auto_error=False)


def build(store: Store) -> FastAPI:
    """Return the application over a store."""
    app = FastAPI(
        title="Accounton for Excel: the platform's contract",
        description="Our own contract: the platform publishes none. See docs/platform-api.md.",
        version="1",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(BodyLimit)
    faults.handle(app)
    _read_routes(app, store, _caller(store))
    _import_route(app, store, _caller(store))
    _page_route(app, store)
    return app


def _caller(store: Store) -> Callable[..., Caller]:
    def caller(given: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> Caller:
        found = store.caller(given.credentials) if given else NotValid.UNKNOWN
        if isinstance(found, NotValid):
            raise HTTPException(401, detail=found.value)
        return found

    return caller


def _read_routes(app: FastAPI, store: Store, caller: Callable[..., Caller]) -> None:
    @app.get(f"{API}/me", responses=declared())
    def me(who: Annotated[Caller, Depends(caller)]) -> wire.Me:
        """Say whose token it is."""
        practice = wire.Practice(id=public_practice_id(who.practice_id), name=who.practice)
        languages = [language for language in LANGUAGES if language in who.languages]
        return wire.Me(user=who.user, role=Role(who.role).value, practice=practice, languages=languages)

    @app.get(f"{API}/questionnaires", responses=declared())
    def questionnaires(who: Annotated[Caller, Depends(caller)]) -> wire.Questionnaires:
        """List the practice's questionnaires, each in one language."""
        found = store.questionnaires(who.practice_id)
        return wire.Questionnaires(
            questionnaires=[wire.Questionnaire(id=each.code, name=each.name, language=each.language) for each in found]
        )

    @app.get(f"{API}/colleagues", responses=declared())
    def colleagues(who: Annotated[Caller, Depends(caller)]) -> wire.Colleagues:
        """List the practice's users."""
        found = store.users(who.practice_id)
        return wire.Colleagues(colleagues=[wire.Colleague(email=each.email, role=each.role) for each in found])

    @app.get(f"{API}/labels", responses=declared())
    def labels(who: Annotated[Caller, Depends(caller)]) -> wire.Labels:
        """List the labels in use."""
        return wire.Labels(labels=list(store.labels(who.practice_id)))

    @app.get(f"{API}/clients", responses=declared(), response_model_exclude_defaults=True)
    def clients(
        who: Annotated[Caller, Depends(caller)],
        cursor: Annotated[str, Query(pattern="^[0-9]{1,9}$")] = "0",
        limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 100,
        updated_since: Annotated[str, Query(json_schema_extra={"format": "date-time"})] = FIRST_MOMENT,
    ) -> wire.Clients:
        """List one page of clients: follow `next_cursor` until it is null."""
        found = store.clients(who.practice_id, after=int(cursor), limit=limit + 1, since=_moment(updated_since))
        following = str(found[limit - 1].number) if len(found) > limit else None
        return wire.Clients(clients=[_wire_client(each) for each in found[:limit]], next_cursor=following)

    @app.get(
        f"{API}/clients/{{client_id}}",
        responses=declared(404),
        response_model_exclude_defaults=True,
    )
    def client(client_id: str, who: Annotated[Caller, Depends(caller)]) -> wire.Client:
        """Show one client of the practice."""
        found = store.client(who.practice_id, client_id)
        if found is None:
            raise HTTPException(404)
        return _wire_client(found)


def _import_route(app: FastAPI, store: Store, caller: Callable[..., Caller]) -> None:
    in_flight = InFlight()

    def admin(who: Annotated[Caller, Depends(caller)]) -> Caller:
        if who.role != Role.ADMIN:
            raise HTTPException(403)
        return who

    @app.post(f"{API}/imports", responses=declared(400, 403, 409, 413))
    def imports(who: Annotated[Caller, Depends(admin)], batch: wire.Import) -> wire.Imported:
        """Create or overwrite a batch of clients; each row is answered by itself, a repeated key as the first time."""
        with in_flight.claimed(who.practice_id, [row.key for row in batch.rows]):
            results = store.import_rows(who.practice_id, [_incoming(row) for row in batch.rows])
        return wire.Imported(
            rows=[
                wire.ImportedRow(
                    key=each.key,
                    result=each.result.value,
                    client_id=each.client_id,
                    code=each.code,
                    message=each.message,
                )
                for each in results
            ]
        )


def _page_route(app: FastAPI, store: Store) -> None:
    @app.get("/", include_in_schema=False)
    def front(request: Request, accept_language: Annotated[str, Header()] = "", language: str = "") -> HTMLResponse:
        """Show people what arrived. No token is asked: the sandbox listens on this machine only."""
        return show(request, page.language_for(language, accept_language), "")

    @app.post("/", include_in_schema=False)
    async def search(request: Request, accept_language: Annotated[str, Header()] = "", language: str = "") -> Response:
        """Show those that match; what is searched for may be a name, so it travels in the body."""
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        wanted = "".join(fields.get("search", ()))[:LONGEST_SEARCH]
        return await run_in_threadpool(show, request, page.language_for(language, accept_language), wanted)

    def show(request: Request, language: Language, search: str) -> HTMLResponse:
        if request.url.hostname not in LOOPBACK:
            raise HTTPException(404)
        return HTMLResponse(page.render(store, language, search), headers=page.HEADERS)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.upper())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # some first and last hours that can be written lie beyond time in UTC
        raise HTTPException(422) from None


def _incoming(row: wire.CreateRow | wire.OverwriteRow) -> Incoming:
    if isinstance(row, wire.OverwriteRow):
        return Incoming(row.key, row.fields.model_dump(exclude_unset=True), client_id=row.client_id)
    return Incoming(row.key, row.fields.model_dump(), row.questionnaire)


def _wire_client(client: tables.Client) -> wire.Client:
    questionnaire = client.dossier.questionnaire
    return wire.Client(
        id=public_id(client.number),
        fields=wire.Fields(**{name: getattr(client, name) for name in FIELDS}),
        questionnaire=questionnaire.code if questionnaire else None,
        status=client.dossier.status,
        updated_at=client.updated_at.isoformat(),
    )
