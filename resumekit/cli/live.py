"""A resume that follows its files: `render --watch` writes it anew at each save, `--serve` shows it on a page of this machine.

In: a `Build`, which makes everything anew and says which files it was made from. Out: files, or answers to a browser on the
loopback address. starlette, uvicorn and watchfiles are known here only. What was good stays until something better is there.
"""

import asyncio
import contextlib
import json
import os
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typer

from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, error
from resumekit.files import FileProblem, forget_what_was_read

if TYPE_CHECKING:
    from starlette.requests import Request

HOST = "127.0.0.1"
WIDTH = 1400
"""Pixels across of a page in the browser."""
_STEP = 10
_DEBOUNCE = 60
_KEPT = 40
_YAML = (".yaml", ".yml")
_LINE = re.compile(r"\bline \d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A resume as the page shows it: its pages as pictures, the same as HTML and PDF, and what was wrong with it."""

    pictures: tuple[bytes, ...]
    html: bytes
    pdf: bytes
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a profile says besides its pages: `advice`, `answer` and `gaps` (what to do, and why) as `check` has them; `files`: what to watch."""

    file: str
    variants: tuple[str, ...]
    templates: tuple[str, ...]
    template: Callable[[str], str]
    problems: tuple[Diagnostic, ...]
    answer: str
    gaps: tuple[tuple[str, str], ...]
    files: frozenset[str]
    show: Callable[[str, str], Shown]
    advice: tuple[Diagnostic, ...] = ()


# Watching ----------------------------------------------------------------------------------------------------------------


def is_watched(path: str, watched: Iterable[str], folder: str) -> bool:
    """Whether a change of `path` matters: it is a file that was read, or YAML in the profile's folder that may be read next."""
    return path in watched or (path.endswith(_YAML) and path.startswith(os.path.join(folder, "")) and not os.path.basename(path).startswith("."))


def _matters(watched: frozenset[str], home: str, change: object, path: str) -> bool:
    del change
    return is_watched(path, watched, home)


def watch(build: Callable[[], frozenset[str]], profile: str, *, stop: threading.Event | None = None) -> None:
    """Call `build` at once and at each save of a file that it read, until interrupted. It gives the files, and says itself what is wrong."""
    import watchfiles

    home = os.path.dirname(os.path.abspath(profile))
    watched = build() | {os.path.abspath(profile)}
    while stop is None or not stop.is_set():
        folders = _folders(watched, home)
        for _ in watchfiles.watch(
            *folders,
            watch_filter=partial(_matters, watched, home),
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=500 if stop else 5_000,
            stop_event=stop,
            recursive=False,
            raise_interrupt=True,
        ):
            forget_what_was_read()
            found = build()
            if found and _folders(found | watched, home) != folders:
                watched = found | {os.path.abspath(profile)}
                break
            watched = watched | found
        else:
            return


def _folders(watched: Iterable[str], home: str) -> list[str]:
    """The folders to look at: an editor may save by putting a new file in the place of the old one."""
    return sorted({folder for folder in (home, *map(os.path.dirname, watched)) if os.path.isdir(folder)})


# Serving -----------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Studio:
    """What the page shows now: the last good source, the pages made of it, and what stands in the way of newer ones."""

    read: Callable[[], Source]
    source: Source | None = None
    broken: tuple[Diagnostic, ...] = ()
    version: int = 0
    good: dict[tuple[str, str], tuple[int, Shown]] = field(default_factory=dict)
    failed: dict[tuple[str, str], tuple[int, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reload(self) -> frozenset[str]:
        """Read the profile anew; what cannot be read is kept as it was, with the problems beside it."""
        with self.lock:
            try:
                self.source = self.read()
                self.broken = ()
            except Exception as problem:  # whatever it is, following goes on
                self.broken = _problems(problem)
            self.version += 1
            return self.source.files if self.source else frozenset()

    def state(self, variant: str, template: str) -> dict[str, Any]:
        """Everything the page says about a variant in a template."""
        with self.lock:
            source = self.source
            if source is None:
                problems = [_told(problem) for problem in self.broken]
                return _state(file="resumekit", variants=[""], templates=[""], variant="", template="", pages=0, made="", problems=problems, failed=_first(self.broken), answer="", advice=[], gaps=[])
            key = self._key(source, variant, template)
            made, shown, wrong = self._made(source, key)
            problems = [_told(problem) for problem in dict.fromkeys([*(self.broken or source.problems), *wrong, *(shown.problems if shown and not wrong else ())])]
            return _state(
                file=source.file,
                variants=["", *source.variants],
                templates=list(source.templates),
                variant=key[0],
                template=key[1],
                pages=len(shown.pictures) if shown else 0,
                made=f"{made}/{key[0]}/{key[1]}",
                problems=problems,
                failed=_first(self.broken or wrong),
                answer=source.answer,
                advice=[_advised(problem) for problem in source.advice if _told(problem) not in problems],
                gaps=[{"text": text, "why": why} for text, why in source.gaps],
            )

    def page(self, variant: str, template: str) -> Shown | None:
        """The last good pages of a variant in a template."""
        with self.lock:
            return self._made(self.source, self._key(self.source, variant, template))[1] if self.source else None

    def _key(self, source: Source, variant: str, template: str) -> tuple[str, str]:
        variant = variant if variant in source.variants else ""
        return variant, template if template in source.templates else source.template(variant)

    def _made(self, source: Source, key: tuple[str, str]) -> tuple[int, Shown | None, tuple[Diagnostic, ...]]:
        """The pages as of now, else the last good ones and why there are no newer ones."""
        version, shown = self.good.get(key, (0, None))
        if version == self.version or (self.broken and shown):
            return version, shown, ()
        if key in self.failed and self.failed[key][0] == self.version:
            return version, shown, self.failed[key][1]
        try:
            shown = source.show(*key)
        except Exception as problem:
            self.failed[key] = (self.version, _problems(problem))
            return version, shown, self.failed[key][1]
        if len(self.good) >= _KEPT:
            self.good.clear()
        self.good[key] = (self.version, shown)
        return self.version, shown, ()


def _problems(problem: Exception) -> tuple[Diagnostic, ...]:
    if isinstance(problem, InvalidInput):
        return tuple(problem.problems)
    from resumekit.cli.session import refuse

    if isinstance(problem, FileProblem):
        return tuple(refuse(problem).problems)
    return (error("bad-value", problem.message if isinstance(problem, typer.BadParameter) else f"bug: {type(problem).__name__}: {problem}"[:300]),)


def _first(problems: Iterable[Diagnostic]) -> str:
    """The first error, in a line; empty where there is none."""
    for problem in problems:
        if problem.severity is Severity.ERROR:
            return (f"Line {problem.place.line}: " if problem.place else "") + problem.message + "."
    return ""


def _told(problem: Diagnostic) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "line": place.line if place else 0,
        "source": place.source.strip()[:200] if place else "",
        "file": os.path.basename(place.file) if place else "",
    }


def _advised(problem: Diagnostic) -> dict[str, Any]:
    """Advice as the page has it: the line stands before it, and not at its end, too; what names several lines itself has none before it."""
    told = _told(problem)
    told["message"] = problem.message.removesuffix(f", line {told['line']}")
    return {**told, "line": 0, "source": ""} if _LINE.search(told["message"]) else told


def _state(**values: Any) -> dict[str, Any]:
    return {"format": 1, **values}


class Guard:
    """Lets through only what a browser on this machine asks of this page: its own host, its own origin, to read."""

    def __init__(self, application: Any, port: Callable[[], int]) -> None:
        self.application = application
        self.port = port

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer, or refuse in a line of text."""
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        hosts = {f"{name}:{self.port()}" for name in (HOST, "localhost")}
        refusal = 0
        if scope["method"] not in ("GET", "HEAD"):
            refusal = 405
        elif headers.get("host", "") not in hosts:
            refusal = 421
        elif headers.get("sec-fetch-site") == "cross-site" or headers.get("origin", f"http://{HOST}:{self.port()}") not in {f"http://{host}" for host in hosts}:
            refusal = 403

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        if refusal:
            from starlette.responses import PlainTextResponse

            await PlainTextResponse(_REFUSALS[refusal], status_code=refusal, headers={"Allow": "GET, HEAD"} if refusal == 405 else None)(scope, receive, guarded)
            return
        with contextlib.suppress(Exception):  # starlette has answered with 500 before it lets a bug through
            await self.application(scope, receive, guarded)


_REFUSALS = {403: "This page is for itself only.\n", 405: "This page can only be read.\n", 421: "This page has another name.\n"}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_DOCUMENT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"), (b"cache-control", b"no-store"), (b"cross-origin-resource-policy", b"same-origin")]


def application(studio: Studio, port: Callable[[], int], changed: "Bell") -> Any:
    """The page as an ASGI application: every route is a name here, no file is served."""
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import PlainTextResponse, Response, StreamingResponse
    from starlette.routing import Route

    assets = {name: (files("resumekit.cli") / "live_page" / name).read_bytes() for name in ("page.html", "live.css", "live.js")}

    def fixed(name: str, media: str) -> Callable[["Request"], Any]:
        async def answer(_: "Request") -> Response:
            return Response(assets[name], media_type=media, headers={"Content-Security-Policy": _POLICY})

        return answer

    def asked(request: "Request") -> tuple[str, str]:
        return request.query_params.get("variant", ""), request.query_params.get("template", "")

    async def state(request: "Request") -> Response:
        found = await run_in_threadpool(studio.state, *asked(request))
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")

    def document(pick: Callable[[Shown, "Request"], bytes | None], media: str) -> Callable[["Request"], Any]:
        async def answer(request: "Request") -> Response:
            shown = await run_in_threadpool(studio.page, *asked(request))
            data = pick(shown, request) if shown else None
            if data is None:
                return PlainTextResponse("There is no such page.\n", status_code=404)
            return Response(data, media_type=media, headers={"Content-Security-Policy": _DOCUMENT})

        return answer

    def picture(shown: Shown, request: "Request") -> bytes | None:
        text = request.path_params["number"]
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        return shown.pictures[number - 1] if 1 <= number <= len(shown.pictures) else None

    async def events(_: "Request") -> Response:
        return StreamingResponse(changed.listen(), media_type="text/event-stream")

    routes = [
        Route("/", fixed("page.html", "text/html; charset=utf-8")),
        Route("/live.css", fixed("live.css", "text/css")),
        Route("/live.js", fixed("live.js", "text/javascript")),
        Route("/state.json", state),
        Route("/events", events),
        Route("/page-{number}.png", document(picture, "image/png")),
        Route("/resume.html", document(lambda shown, _: shown.html, "text/html; charset=utf-8")),
        Route("/resume.pdf", document(lambda shown, _: shown.pdf, "application/pdf")),
    ]
    return Guard(Starlette(routes=routes), port)


class Bell:
    """Tells everyone who listens that something has changed; quiet for a while, it says that it is still there."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Queue[int]] = set()
        self._open = True

    def ring(self, version: int) -> None:
        """Tell all; a negative number ends the streams."""
        self._open = version >= 0
        for queue in self._waiting:
            queue.put_nowait(version)

    async def listen(self) -> AsyncIterator[str]:
        """A stream of server-sent events."""
        queue: asyncio.Queue[int] = asyncio.Queue()
        self._waiting.add(queue)
        try:
            yield "retry: 500\ndata: 0\n\n"
            while self._open:
                try:
                    version = await asyncio.wait_for(queue.get(), 15)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if version < 0:
                    return
                yield f"data: {version}\n\n"
        finally:
            self._waiting.discard(queue)


def serve(read: Callable[[], Source], profile: str, *, port: int, tell: Callable[[str], None], opened: bool = False) -> None:
    """Show the profile on a page of the loopback address until interrupted; `port` 0 takes any that is free."""
    import socket

    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
            listening.listen(64)  # who asks before the server has started waits for it
        except OSError as problem:
            raise typer.BadParameter(f"port {port} cannot be used: {problem.strerror}. Give another, or 0 for any that is free.", param_hint="--port") from None
        taken = int(listening.getsockname()[1])
        address = f"http://{HOST}:{taken}/"
        studio, bell, stop = Studio(read), Bell(), threading.Event()
        config = uvicorn.Config(
            application(studio, lambda: taken, bell),
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
            limit_concurrency=64,
            h11_max_incomplete_event_size=16_384,
        )

        class Server(uvicorn.Server):
            """Ends the streams when it ends, so that nothing waits for them."""

            def handle_exit(self, sig: int, frame: Any) -> None:
                bell.ring(-1)
                super().handle_exit(sig, frame)

        server = Server(config)

        async def run() -> None:
            loop = asyncio.get_running_loop()

            def changed() -> frozenset[str]:
                found = studio.reload()
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(bell.ring, studio.version)
                return found

            with ThreadPoolExecutor(1) as watcher:
                following = loop.run_in_executor(watcher, lambda: watch(changed, profile, stop=stop))
                tell(f"showing {profile} at {address} until you press Ctrl-C")
                if opened:
                    typer.launch(address)
                try:
                    await server.serve(sockets=[listening])
                finally:
                    stop.set()
                    await asyncio.wait([following], timeout=3)

        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run())
