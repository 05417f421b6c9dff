"""Subtitles and transcripts in WebVTT and SRT: turns, each with the time when it begins."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.block import BlockKind, Draft
from index.speakers import match_label

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[.,]\d{1,3}"
_TIMES = re.compile(rf"{_TIME}\s{{1,4}}-->\s{{1,4}}{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^ >]{0,40})?[ \t]{1,3}([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,80}>")
_CHANGE = re.compile(r"(?:[-–—]|>>)\s?(?=[^\W\d_])")  # somebody else speaks
_ENDS = (".", "!", "?", "…", '."', '?"', ".”", "?”")
_LONGEST_TURN = 600  # characters, lest what is said late has an early time


@dataclass(slots=True)
class _Cue:
    """What is shown at a time, "1:05"."""

    time: str
    lines: list[str]


@dataclass(slots=True)
class _Turn:
    """What one speaker says, or nobody named, from a time on."""

    time: str = ""
    speaker: str = ""
    texts: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def is_long(self) -> bool:
        """True if it has run long, and ends with a sentence if there are full stops at all."""
        long, unstopped = self.length > _LONGEST_TURN, self.length > 2 * _LONGEST_TURN
        return unstopped or (long and self.texts[-1].endswith(_ENDS))

    def add(self, text: str) -> None:
        """Append a line."""
        self.texts.append(text)
        self.length += len(text)

    def write(self) -> str:
        """Return it as a paragraph, or nothing."""
        text = " ".join(" ".join(self.texts).split())
        if not text:
            return ""
        return f"[{self.time}] {self.speaker}: {text}" if self.speaker else f"[{self.time}] {text}"


def are_subtitles(lines: Sequence[str]) -> bool:
    """Say whether a text is a subtitle file: by its first line, or by the times near its top."""
    head = [line.strip() for line in lines[:12] if line.strip()]
    return bool(head) and (
        head[0].startswith("WEBVTT")
        or (len(head) > 1 and head[0].isdecimal() and bool(_TIMES.fullmatch(head[1])))
    )


def add_subtitles(draft: Draft, lines: Sequence[str]) -> None:
    """Append a block for each turn, "[1:05] Ana Roe: …", with the time when it begins.

    Cues of one speaker in a row are one turn, until it has run long.
    """
    turn = _Turn()
    for cue in _cues(lines):
        for line in cue.lines:
            voice = _VOICE.match(line.strip())
            speaker = " ".join(voice[1].split()) if voice else turn.speaker
            text = html.unescape(_TAG.sub("", line)).strip()
            opens = match_label(text) or _CHANGE.match(text)
            if not turn.texts or speaker != turn.speaker or opens or turn.is_long:
                _add_turn(draft, turn.write())
                turn = _Turn(cue.time, speaker)
            turn.add(text)
    _add_turn(draft, turn.write())


def _add_turn(draft: Draft, text: str) -> None:
    draft.add(BlockKind.TURN if match_label(text) else BlockKind.PARAGRAPH, text)


def _cues(lines: Sequence[str]) -> list[_Cue]:
    """Return the cues in order, without their numbers."""
    cues: list[_Cue] = []
    inside = False
    for line in lines:
        if not line.strip():
            inside = False
        elif times := _TIMES.fullmatch(line.strip()):
            hours, minutes, seconds = int(times[1] or 0), int(times[2]), times[3]
            time = f"{hours}:{minutes:02}:{seconds}" if hours else f"{minutes}:{seconds}"
            cues.append(_Cue(time, []))
            inside = True
        elif inside:
            cues[-1].lines.append(line)
    return cues
