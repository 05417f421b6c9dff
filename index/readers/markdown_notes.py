"""Footnotes for markdown-it: "[^1]" in the text, "[^1]: …" below it, into HTML with links."""

import re
from html import escape
from typing import Any

from markdown_it import MarkdownIt

_DEFINITION = re.compile(r"\[\^([^\]\s]{1,100})\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,100})\]")


def add_footnotes(parser: MarkdownIt) -> None:
    """Let a parser read footnotes; ``render_notes`` writes them."""
    parser.block.ruler.before(
        "reference", "footnote_definition", _read_definition, {"alt": ["paragraph", "reference"]}
    )
    parser.inline.ruler.before("link", "footnote_reference", _read_reference)
    parser.add_render_rule("footnote_reference", _render_reference)


def render_notes(parser: MarkdownIt, env: dict[str, Any]) -> str:
    """Return the notes that a text defined, as boxes with the ids that its references link to."""
    notes: dict[str, str] = env.get("footnotes", {})
    bodies = ((label, parser.render(body, {})) for label, body in notes.items())
    return "".join(f'<div id="{_identify(label)}">{body}</div>' for label, body in bodies)


def _identify(label: str) -> str:
    return escape(f"footnote-{label}")


def _read_definition(state: Any, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first):
        return False
    begin = state.bMarks[first] + state.tShift[first]
    match = _DEFINITION.match(state.src, begin, state.eMarks[first])
    if not match:
        return False
    if silent:
        return True
    lines = [state.src[match.end() : state.eMarks[first]]]
    line = first + 1
    while line < last:
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        after_blank = not lines[-1].strip()
        indented = state.sCount[line] - state.blkIndent >= 2
        if text and (_DEFINITION.match(text) or (after_blank and not indented)):
            break
        lines.append(text)
        line += 1
    state.env.setdefault("footnotes", {}).setdefault(match[1], "\n".join(lines).strip())
    state.line = line
    return True


def _read_reference(state: Any, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match or match[1] not in state.env.get("footnotes", {}):
        return False
    if not silent:
        numbers = state.env.setdefault("footnote numbers", {})
        number = numbers.setdefault(match[1], len(numbers) + 1)
        token = state.push("footnote_reference", "", 0)
        token.meta = {"label": match[1], "mark": match[1] if match[1].isdecimal() else str(number)}
    state.pos = match.end()
    return True


def _render_reference(_renderer: Any, tokens: Any, place: int, *_: Any) -> str:
    label, mark = tokens[place].meta["label"], tokens[place].meta["mark"]
    return f'<sup><a href="#{_identify(label)}">{escape(mark)}</a></sup>'
