"""Templates that escape whatever they are given, each for what it is read as.

A chat message passes through Markdown and then HTML, a saved page through HTML alone, a saved
conversation through Markdown alone. In each, a value that isn't ``Markup`` is escaped where it is
printed, so that no call site can forget it.
"""

import re
from collections.abc import Callable
from typing import Any

import jinja2
from markupsafe import Markup, escape

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$^:])")


def escape_markup(text: str) -> Markup:
    """Put a text on one line in which neither HTML nor Markdown finds anything.

    >>> escape_markup("a < *b*")
    Markup('a &#60; &#42;b&#42;')
    """
    line = re.sub(r"\s+", " ", text)
    return Markup("".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in line))


def escape_markdown(text: str) -> Markup:
    """Put a text on one line in which Markdown, which lets HTML through, finds nothing.

    >>> escape_markdown("a < *b*")
    Markup('a &lt; \\\\*b\\\\*')
    """
    line = _MARKDOWN_SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", text))
    return Markup(line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _environment(escape_text: Callable[[str], Markup]) -> jinja2.Environment:
    def finalize(value: Any) -> Any:
        return value if isinstance(value, Markup) else escape_text(str(value))

    return jinja2.Environment(
        loader=jinja2.PackageLoader("page"),
        autoescape=True,
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_CHAT = _environment(escape_markup)
_WEB_PAGE = _environment(escape)
_MARKDOWN = _environment(escape_markdown)


def render_chat(name: str, **values: Any) -> str:
    """Render a template as a chat message, on one line: a blank line would end its HTML."""
    return "".join(line.strip() for line in _CHAT.get_template(name).render(values).splitlines())


def render_web_page(name: str, **values: Any) -> str:
    """Render a template as HTML."""
    return _WEB_PAGE.get_template(name).render(values)


def render_markdown(name: str, **values: Any) -> str:
    """Render a template as Markdown."""
    return _MARKDOWN.get_template(name).render(values)
