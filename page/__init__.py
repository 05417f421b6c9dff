"""The chat page: layout, conversation, library, rendering, server."""

import logging
import os
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio reads it when it is imported
logging.getLogger(__name__).addHandler(logging.NullHandler())  # quiet by default

_FOLDER = Path(__file__).parent
FAVICON: Path = _FOLDER / "favicon.svg"
DESCRIPTION = "Ask your documents: every answer has footnotes to the exact sentences it rests on."


def _join(*names: str) -> str:
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


CSS: str = _join(
    *(f"styles/{name}.css" for name in ("tokens", "layout", "chat", "chats", "source"))
)
JAVASCRIPT: str = _join(
    *(
        f"scripts/{name}.js"
        for name in (
            "actions",
            "sheet",
            "citations",
            "card",
            "answers",
            "composer",
            "chats",
            "models",
            "find",
            "pages",
            "keys",
        )
    )
)
DOWNLOAD_CSS: str = _join("styles/download.css")
SAVE_SCRIPT: str = _join("scripts/save.js")
TURN_SCRIPT: str = _join("scripts/turn.js")
STOP_SCRIPT: str = _join("scripts/stop.js")
EXAMPLES = [
    "When did Operation Euphrates Shield begin?",
    "How far is Al-Rai from Jarablus?",
    "Why does Jarablus matter to ISIS?",
    "How many targets have been hit since?",
]
"""Questions that an empty chat about the sample offers."""

GENERIC_EXAMPLES = ["What is this document about?", "What are the key points?"]
"""Questions that an empty chat about other documents offers."""
