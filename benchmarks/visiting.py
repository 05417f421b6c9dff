"""Somebody at the chat page without a browser: the page's own events, as its script sends them."""

import json
import secrets
import time
from typing import Any

import httpx

TIMEOUT_SECONDS = 600.0

Dependency = dict[str, Any]
"""What Gradio calls a handler of an event: its targets, inputs and outputs, and what it follows."""


class PageVisitor:
    """Does what Gradio's script does in a browser, but draws nothing.

    A part of the page is named by its label, its id or its class.

    Args:
        url: address of the page.
        address: where the visitor comes from, as a proxy on the same machine tells it.
        token: what the browser of one who has been here keeps.

    Attributes:
        drawn: when the document was last drawn, in seconds of ``time.perf_counter``.
    """

    def __init__(self, url: str, address: str, token: str = "") -> None:
        self._client = httpx.Client(
            base_url=url, headers={"x-forwarded-for": address}, timeout=TIMEOUT_SECONDS
        )
        self._session = secrets.token_hex(5)
        config = self._client.get("config").raise_for_status().json()
        self._dependencies: list[Dependency] = config["dependencies"]
        self._parts: dict[str, int] = {}
        for part in config["components"]:
            properties = part["props"]
            named = [properties.get("label"), properties.get("elem_id"), part["type"]]
            for name in [*named, *(properties.get("elem_classes") or [])]:
                self._parts.setdefault(str(name), part["id"])
        self._values: dict[int, Any] = {self._parts["browserstate"]: token}
        self.drawn = 0.0

    @property
    def token(self) -> str:
        """What the browser keeps, so that whoever comes again is known."""
        return str(self._values[self._parts["browserstate"]])

    def arrive(self) -> str:
        """Load the page, and return its document as HTML."""
        self._client.get("").raise_for_status()
        self._trigger(None, "load")
        return str(self._values[self._parts["source"]])

    def ask(self, question: str) -> str:
        """Ask in the chat, and return the answer as HTML."""
        self._values[self._parts["Question"]] = question
        _, turn = self._trigger("Question", "submit")
        return str(turn["messages"][-1])

    def paste(self, text: str) -> None:
        """Let a text be read."""
        self._values[self._parts["Pasted text"]] = text
        self._trigger("Pasted text", "submit")

    def upload(self, name: str, content: bytes) -> None:
        """Let a file be read."""
        response = self._client.post("gradio_api/upload", files={"files": (name, content)})
        (path,) = response.raise_for_status().json()
        file = {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
        self._values[self._parts["add-files"]] = [file]
        self._trigger("add-files", "upload")

    def begin(self) -> None:
        """Begin a new conversation, so that the old one needn't be drawn again."""
        self._trigger("events", "begin")

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def _trigger(self, part: str | None, event: str) -> list[Any]:
        """Let an event happen, with all that follows it; return what its first handler returns."""
        target = [0 if part is None else self._parts[part], event]
        results = [
            self._run(dependency)
            for dependency in self._dependencies
            if target in dependency["targets"] and dependency["backend_fn"]
        ]
        return results[0]

    def _run(self, dependency: Dependency) -> list[Any]:
        """Run a handler and those that follow it."""
        outputs = self._send(
            dependency["id"], [self._values.get(part) for part in dependency["inputs"]]
        )
        self._values |= zip(dependency["outputs"], map(_read_update, outputs), strict=True)
        if self._parts["source"] in dependency["outputs"]:
            self.drawn = time.perf_counter()
        for following in self._dependencies:
            if following["trigger_after"] == dependency["id"] and following["backend_fn"]:
                self._run(following)
        return outputs

    def _send(self, handler: int, data: list[Any]) -> list[Any]:
        """Call a handler, and return what the page gets.

        Raises:
            RuntimeError: the page shows an error.
        """
        body = {"fn_index": handler, "data": data, "session_hash": self._session}
        joined = self._client.post("gradio_api/queue/join", json=body).raise_for_status().json()
        query = {"session_hash": self._session}
        with self._client.stream("GET", "gradio_api/queue/data", params=query) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data: ") or "{}")
                if message.get("event_id") != joined["event_id"]:
                    continue
                if message["msg"] == "process_completed":
                    if not message["success"]:
                        raise RuntimeError(str(message["output"].get("error")))
                    return list(message["output"]["data"])
        raise RuntimeError("the page's connection has ended")


def _read_update(output: Any) -> Any:
    """Return the value that a part gets."""
    is_update = isinstance(output, dict) and output.get("__type__") == "update"
    return output.get("value") if is_update else output
