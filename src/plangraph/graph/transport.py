"""Transport to a SPARQL server: one HTTP request, one answer, within a time and a size, or one line that says why not.

No redirect is followed, so that nothing that was meant for one host is ever sent to another. Names and passwords go to
the hosts that were named, by HTTPS or to this machine only, and stand in no address and no message.
"""

import html
import http.client
import ipaddress
import os
import re
import socket
import threading
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from plangraph.errors import ServerError

SECONDS, SIZE = 60.0, 256 * 2**20
_ERROR_SIZE = 16 * 2**10
_CHUNK = 64 * 2**10
_MARKUP = re.compile(r"<(style|script|title)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Transport:
    """How servers are asked: how long one answer may take, how long it may be, and who asks.

    Attributes:
        seconds: from the request to the last byte of the answer.
        size: bytes of an answer.
        user: the name for servers that want one, or empty.
        password: its password.
    """

    seconds: float = SECONDS
    size: int = SIZE
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of_environment(cls, seconds: float = SECONDS) -> "Transport":
        """With the name and the password of PLANGRAPH_ENDPOINT_USER and PLANGRAPH_ENDPOINT_PASSWORD."""
        user, password = (os.environ.get(f"PLANGRAPH_ENDPOINT_{name}", "") for name in ("USER", "PASSWORD"))
        return cls(seconds, user=user, password=password)

    def send(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        """Send one request; the body of the answer, and its headers by their names in lower case.

        Raises:
            ServerError: the address is none, the host cannot be reached, refuses, takes too long, answers too much,
                or points elsewhere. ``status`` is that of the answer, where there was one.
        """
        place = address(url)
        opened: list[socket.socket] = []
        started = time.monotonic()
        alarm = threading.Timer(self.seconds, _cut, (opened,))
        alarm.daemon = True
        alarm.start()
        sent = dict(headers or {})
        try:
            if self.user and method == "PUT":
                sent |= self._proof(url, sent, opened)
            request = urllib.request.Request(url, data=body, headers=sent, method=method)  # noqa: S310 - checked
            with self._opener(url, opened, known="Authorization" not in sent).open(
                request, timeout=self.seconds
            ) as answer:
                data = _read(answer, self.size)
                told = {name.lower(): value for name, value in answer.headers.items()}
        except urllib.error.HTTPError as error:
            raise _refusal(place, error) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() - started >= self.seconds:
                raise self._late(place) from error
            raise ServerError(f"{place}: {_cause(error)}") from error
        finally:
            alarm.cancel()
            alarm.join()
            _close(opened)
        if time.monotonic() - started >= self.seconds:  # cut off, which looks like an end where no length was given
            raise self._late(place)
        if data is None:
            raise ServerError(f"{place}: the answer is longer than {self.size // 2**20:,} MiB; ask for less")
        return data, told

    def _late(self, place: str) -> ServerError:
        return ServerError(f"{place}: no whole answer within {self.seconds:g} s")

    def _opener(self, url: str, opened: list[socket.socket], *, known: bool = True) -> urllib.request.OpenerDirector:
        class Plain(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                opened.append(self.sock)

        class Secure(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                opened.append(self.sock)

        class Http(urllib.request.HTTPHandler):
            def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Plain, request)

        class Https(urllib.request.HTTPSHandler):
            def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Secure, request)

        made = urllib.request.build_opener(Http, Https, _Stay)
        if self.user and known:
            keys = self._keys(url)
            made.add_handler(urllib.request.HTTPBasicAuthHandler(keys))
            made.add_handler(urllib.request.HTTPDigestAuthHandler(keys))
        return made

    def _keys(self, url: str) -> urllib.request.HTTPPasswordMgrWithDefaultRealm:
        if urlsplit(url).scheme != "https" and not _here(urlsplit(url).hostname or ""):
            raise ServerError(f"{address(url)}: a password is sent by https only, or to this machine")
        keys = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        keys.add_password(None, url, self.user, self.password)
        return keys

    def _proof(self, url: str, headers: Mapping[str, str], opened: list[socket.socket]) -> dict[str, str]:
        """The header that says who asks, for a body that is too long to be sent in vain.

        A server may refuse it before it has read it and hang up. So an empty one is sent first; where that is taken,
        the next replaces it.
        """
        keys = self._keys(url)
        request = urllib.request.Request(url, data=b"", headers=dict(headers), method="PUT")  # noqa: S310 - checked
        try:
            with self._opener(url, opened, known=False).open(request, timeout=self.seconds):
                return {}
        except urllib.error.HTTPError as error:
            if error.code != 401:
                raise
            with error:
                challenges = error.headers.get_all("WWW-Authenticate", [])
        for scheme, _, rest in (challenge.partition(" ") for challenge in challenges):
            if scheme.lower() == "digest":
                words = urllib.request.parse_keqv_list(list(filter(None, urllib.request.parse_http_list(rest))))
                said = urllib.request.HTTPDigestAuthHandler(keys).get_authorization(request, words)
                return {"Authorization": f"Digest {said}"}
            if scheme.lower() == "basic":
                return {"Authorization": "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")}
        return {}


def address(url: str) -> str:
    """An address as messages show it: without its query, which may hold what is nobody's business.

    Raises:
        ServerError: it is no http or https address of a host, or holds a name and password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ServerError(f"no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host or re.search(r"[^!-~]", url):
        raise ServerError("the address of a server is written http://host/path or https://host/path, in ASCII")
    if parts.username is not None or parts.password is not None:
        raise ServerError(
            "an address holds no name and password here: a command line can be seen by others;"
            " set PLANGRAPH_ENDPOINT_USER and PLANGRAPH_ENDPOINT_PASSWORD"
        )
    if parts.fragment:
        raise ServerError("the address of a server has no part after '#'")
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{parts.path}"


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object) -> None:
        """No other request: the redirect comes out as the error that it is here."""


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _cut(opened: list[socket.socket]) -> None:
    """End what is being read: a server that sends a byte now and then would never run into a socket's own timeout."""
    for line in opened:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue  # it ended by itself


def _close(opened: list[socket.socket]) -> None:
    """Close for good; where an answer was refused, urllib leaves that to the collector of garbage."""
    for line in opened:
        number = line.detach()
        if number >= 0:
            socket.close(number)


def _read(answer: http.client.HTTPResponse, size: int) -> bytes | None:
    """The body, or None when it is longer than ``size``."""
    pieces, total = [], 0
    while piece := answer.read(_CHUNK):
        pieces.append(piece)
        total += len(piece)
        if total > size:
            return None
    if answer.length:  # what should still come; a read of so many bytes does not say it
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(pieces)


def _refusal(place: str, error: urllib.error.HTTPError) -> ServerError:
    """What a status other than 2xx means, with the first line that the server says about it."""
    with error:
        if 300 <= error.code < 400:
            to = error.headers.get("Location", "")
            return ServerError(
                f"{place}: points elsewhere ({error.code}), which is not followed: {_start(to)}", error.code
            )
        try:
            said = error.read(_ERROR_SIZE).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException, ValueError):
            said = ""
    text = html.unescape(_MARKUP.sub("\n", said)) if said.lstrip()[:1] == "<" else said
    first = next((line for line in map(str.strip, text.splitlines()) if line), "")
    need = " (PLANGRAPH_ENDPOINT_USER and PLANGRAPH_ENDPOINT_PASSWORD)" if error.code in (401, 403) else ""
    return ServerError(
        f"{place}: {error.code} {_start(first) or http.client.responses.get(error.code, '')}{need}", error.code
    )


def _start(text: str) -> str:
    return text if len(text) <= 200 else text[:200] + " …"


def _cause(error: Exception) -> str:
    """Why there was no answer, in words."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, socket.gaierror):
        return "no such host"
    if isinstance(reason, ConnectionRefusedError):
        return "nobody listens there"
    if isinstance(reason, http.client.RemoteDisconnected):
        return "the server hung up without an answer"
    if isinstance(reason, TimeoutError):
        return "cannot be reached in time"
    if isinstance(reason, http.client.IncompleteRead):
        return "the answer breaks off"
    if isinstance(reason, http.client.HTTPException):
        return "what answers does not speak HTTP"
    if isinstance(reason, OSError):
        return f"cannot be reached: {reason.strerror or reason}"
    return _start(" ".join(str(reason).split()))
