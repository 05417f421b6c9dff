"""Subtitles and transcripts in WebVTT and SRT: turns without their times."""

import re
from collections.abc import Sequence

from index.block import BlockKind, Draft
from index.readers.text_lines import match_turn

_TIMES = re.compile(
    r"(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}\s{1,4}-->\s{1,4}(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}(?:\s.*)?"
)
_VOICE = re.compile(r"<v(?:\.[^ >]{0,40})?[ \t]{1,3}([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,80}>")
_ENDS = (".", "!", "?", "…", '."', '?"', ".”", "?”")
_LONGEST_TURN = 600  # characters, where nobody is named


def are_subtitles(lines: Sequence[str]) -> bool:
    """Say whether a text is a subtitle file: by its first line, or by the times near its top."""
    head = [line.strip() for line in lines[:12] if line.strip()]
    return bool(head) and (
        head[0].startswith("WEBVTT")
        or (len(head) > 1 and head[0].isdecimal() and bool(_TIMES.fullmatch(head[1])))
    )


def add_subtitles(draft: Draft, lines: Sequence[str]) -> None:
    """Append a paragraph for each turn, "Ana Roe: …"; cues of one speaker in a row are one turn."""
    speaker, texts, length = "", list[str](), 0

    def end_turn() -> None:
        text = " ".join(" ".join(texts).split())
        draft.add(BlockKind.PARAGRAPH, f"{speaker}: {text}" if speaker and text else text)
        texts.clear()

    for cue in _cues(lines):
        for line in cue:
            voice = _VOICE.match(line.strip())
            name = " ".join(voice[1].split()) if voice else speaker
            long = not name and length > _LONGEST_TURN
            if name != speaker or match_turn(line) or (long and texts[-1].endswith(_ENDS)):
                end_turn()
                speaker, length = name, 0
            texts.append(_TAG.sub("", line).strip())
            length += len(line)
    end_turn()


def _cues(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of each cue, without numbers and times."""
    cues: list[list[str]] = []
    inside = False
    for line in lines:
        if not line.strip():
            inside = False
        elif _TIMES.fullmatch(line.strip()):
            cues.append([])
            inside = True
        elif inside:
            cues[-1].append(line)
    return cues
