"""What the chat page is made of: rendering, style and script. ``app.py`` lays it out."""

from pathlib import Path

CSS: str = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
JAVASCRIPT: str = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
