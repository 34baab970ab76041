"""A server on this machine that answers as a language model did: from recordings, and from nothing else.

A recording is kept under a key: the sha256 of the model, the version of the instructions, the schema and the sentences.
The server makes the key from what it is sent, so an answer is given only to the question it was recorded for. The
answers in ``cases/llm`` are written by hand in the form of such a server; no model was asked. When the instructions or
the schema change, ``python -m tests.llm_server`` writes the new keys, and the change of keys is what a reviewer sees.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parent / "cases" / "llm"

Reply = Mapping[str, Any]


@dataclass
class Tape:
    """Recordings by key, and what was asked of them."""

    replies: Mapping[str, Sequence[Reply]]
    schema: Mapping[str, Any]
    asked: Counter[str] = field(default_factory=Counter)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def answer(self, request: dict[str, Any]) -> Reply:
        """The next recorded reply to a request; one that was never recorded is a miss."""
        self.requests.append(request)
        instructions, user = (
            next(m["content"] for m in request["messages"] if m["role"] == role) for role in ("system", "user")
        )
        texts = [sentence["text"] for sentence in json.loads(user)]
        key = key_of(request["model"], instructions, self.schema, texts)
        turn = self.asked[key]
        self.asked[key] += 1
        if turn >= len(self.replies.get(key, ())):
            self.misses.append(f"{key}, turn {turn + 1}: {texts}")
            return {"status": 404, "body": "{}"}
        return self.replies[key][turn]


def key_of(model: str, instructions: str, schema: Mapping[str, Any], sentences: Sequence[str]) -> str:
    """The key of a question, made anew here: a second opinion on the one that the extractor keeps."""
    version = sha256(instructions.encode("utf-8")).hexdigest()[:12]
    asked = json.dumps([model, version, schema, list(sentences)], ensure_ascii=False, sort_keys=True)
    return sha256(asked.encode("utf-8")).hexdigest()


def completion(reply: Reply, model: str) -> str:
    """The body of a chat completion that calls the output tool with what was recorded."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.get("says")}
    if "facts" in reply or "arguments" in reply:
        arguments = reply.get("arguments") or json.dumps({"facts": reply["facts"]})
        function = {"name": "final_result", "arguments": arguments}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    choice = {"index": 0, "finish_reason": reply.get("finish", "stop"), "message": message}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "1", "object": "chat.completion", "created": 1, "model": model, "choices": [choice], "usage": usage}
    return json.dumps(whole)


@contextmanager
def serve(tape: Tape) -> Iterator[str]:
    """The base URL of a server that plays a tape."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            tape.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply: Reply = (
                tape.answer(request) if self.path == "/v1/chat/completions" else {"status": 404, "body": "{}"}
            )
            if "delay" in reply:  # the client will have gone: there is nobody to write to
                time.sleep(reply["delay"])
                self.close_connection = True
                return
            body = (reply["body"] if "body" in reply else completion(reply, request["model"])).encode("utf-8")
            self.send_response(reply.get("status", 200))
            for name, value in {"Content-Type": "application/json", **reply.get("headers", {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def rekey() -> None:
    """Write the keys of all recordings anew."""
    from plangraph.reading.extractors import asking, prompt

    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for exchange in case["exchanges"]:
            exchange["key"] = key_of(case["model"], prompt.INSTRUCTIONS, asking.schema(), exchange["sentences"])
        path.write_text(json.dumps(case, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rekey()
