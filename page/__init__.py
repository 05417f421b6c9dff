"""The chat page: layout, conversation, library, rendering, server."""

import logging
import os
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio reads it when it is imported
logging.getLogger(__name__).addHandler(logging.NullHandler())  # quiet by default

CSS: str = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
JAVASCRIPT: str = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
DOWNLOAD_CSS: str = Path(__file__).with_name("download.css").read_text(encoding="utf-8")
SAVE_SCRIPT: str = Path(__file__).with_name("save.js").read_text(encoding="utf-8")
EXAMPLES = [
    "When did Operation Euphrates Shield begin?",
    "How far is Al-Rai from Jarablus?",
    "Why does Jarablus matter to ISIS?",
    "How much is the border wall going to cost?",
]
"""Questions that an empty chat about the sample offers."""

GENERIC_EXAMPLES = ["What is this document about?", "What are the key points?"]
"""Questions that an empty chat about other documents offers."""
