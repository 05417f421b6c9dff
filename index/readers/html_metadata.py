"""What a web page says about itself in its head."""

import json
import re
from typing import Any

from index.whitespace import collapse_spaces

_META = {
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "date": "date",
    "dc.date": "date",
    "article:published_time": "date",
    "datepublished": "date",
    "article:modified_time": "modified",
    "description": "description",
    "og:description": "description",
    "keywords": "keywords",
    "og:site_name": "site",
    "og:title": "title",
}
_LINKED_DATA = {
    "datePublished": "date",
    "dateModified": "modified",
    "author": "author",
    "headline": "title",
    "publisher": "site",
}
_NAMES = "title author date modified description keywords site language".split()
_MOST_BYTES = 500_000
_MOST_NODES = 1_000
_SEPARATOR = re.compile(r"\s(?:[|·•:–—-]|::)\s")
_ADDRESS = re.compile(r"(?i)https?://")


def read_metadata(tree: Any) -> dict[str, str]:
    """Return a page's properties: title, author, date, modified, description, site, language."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        value = collapse_spaces(meta.get("content", ""))
        if value and name in _META and not (name == "article:author" and _ADDRESS.match(value)):
            found.setdefault(_META[name], value)
    for script in tree.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            for name, value in _read_linked_data(script.text or ""):
                found.setdefault(name, value)
    title = next((collapse_spaces("".join(t.itertext())) for t in tree.iter("title")), "")
    title = without_site(title, found.get("site", "")) or found.get("title", "")
    language = tree.get("lang", "") if tree.tag == "html" else ""
    found |= {"title": title, "language": language}
    return {name: found[name] for name in _NAMES if found.get(name)}


def without_site(title: str, site: str) -> str:
    """Return a page's title without the name of its site at the end or at the beginning.

    >>> without_site("Storm closes the bay | Tilbury Times", "Tilbury Times")
    'Storm closes the bay'
    """
    parts = _SEPARATOR.split(title)
    if site and len(parts) > 1:
        if parts[-1].casefold() == site.casefold():
            return title[: -len(parts[-1])].rstrip(" |·•:–—-")
        if parts[0].casefold() == site.casefold():
            return title[len(parts[0]) :].lstrip(" |·•:–—-")
    return title


def _read_linked_data(text: str) -> list[tuple[str, str]]:
    if len(text) > _MOST_BYTES:
        return []
    try:
        nodes = [json.loads(text)]
    except (ValueError, RecursionError):  # as broken as it often is on the web
        return []
    found = []
    for _ in range(_MOST_NODES):
        if not nodes:
            break
        node = nodes.pop(0)
        if isinstance(node, list):
            nodes[:0] = node[:_MOST_NODES]
        elif isinstance(node, dict):
            nodes[:0] = [node["@graph"]] if "@graph" in node else []
            for key, name in _LINKED_DATA.items():
                if value := _name(node.get(key)):
                    found.append((name, value))
    return found


def _name(value: object) -> str:
    """Return the name of what a property points to: a text, a thing with a name, or several."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(v) for v in value if not isinstance(v, list))))
    if isinstance(value, dict):
        value = value.get("name")
    return collapse_spaces(value) if isinstance(value, str) and not _ADDRESS.match(value) else ""
