"""Somebody at the chat page without a browser: the page's own events, as its script sends them."""

import json
import secrets
from typing import Any

import httpx

TIMEOUT_SECONDS = 600.0


class PageVisitor:
    """Sends the events of the page, one after the other.

    Args:
        url: address of the page.
        address: where the visitor comes from, as a proxy on the same machine tells it.
    """

    def __init__(self, url: str, address: str) -> None:
        self._client = httpx.Client(
            base_url=url, headers={"x-forwarded-for": address}, timeout=TIMEOUT_SECONDS
        )
        self._session = secrets.token_hex(5)
        config = self._client.get("config").raise_for_status().json()
        labels = {part["id"]: _name(part["props"]) for part in config["components"]}
        self._events = {
            (labels.get(target), event): dependency["id"]
            for dependency in reversed(config["dependencies"])  # the first of several counts
            for target, event in dependency["targets"]
        }
        self._token = ""

    def arrive(self) -> str:
        """Load the page, and return its document as HTML."""
        self._client.get("").raise_for_status()
        self._token, _, document, *_ = self._send(None, "load", self._token)
        return str(document)

    def ask(self, question: str) -> str:
        """Ask in the chat, and return the answer as HTML."""
        return str(self._send("Question", "submit", question, self._token, None)[1][-1]["content"])

    def paste(self, text: str) -> None:
        """Let a text be read."""
        self._send("or text", "submit", text, self._token)

    def upload(self, name: str, content: bytes) -> None:
        """Let a file be read."""
        response = self._client.post("gradio_api/upload", files={"files": (name, content)})
        (path,) = response.raise_for_status().json()
        file = {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
        self._send("Files", "upload", [file], self._token)

    def begin(self) -> None:
        """Begin a new conversation, so that the old one needn't be drawn again."""
        self._send("New chat", "click", self._token)

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def _send(self, label: str | None, event: str, *data: Any) -> list[Any]:
        """Send an event, and return what the page gets.

        Raises:
            RuntimeError: the page shows an error.
        """
        body = {
            "fn_index": self._events[label, event],
            "data": data,
            "session_hash": self._session,
        }
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


def _name(properties: dict[str, Any]) -> str | None:
    """Return what a part of the page is called: its label, or what stands on a button."""
    value = properties.get("value")
    return properties.get("label") or (value if isinstance(value, str) else None)
