"""A folder of .txt and .html files in, a table of articles out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath

from framing.errors import ArticlesError, did_you_mean
from framing.read.columns import usual
from framing.read.encodings import decode
from framing.read.files import Table, frame_of, guessed, read_csv
from framing.read.html import read_html

__all__ = ["SIDECAR", "read_folder"]

SIDECAR = "articles.csv"
_TEXTS, _PAGES = (".txt",), (".html", ".htm")
_KEY = re.compile(r"([^\W\d_][\w -]*?)\s*:\s*(.*)")
_FILE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_LONGEST_TITLE = (200, 30)  # characters, words


def read_folder(folder: Path) -> Table:
    """Read every .txt and .html file below a folder as one article.

    What is written in the file itself wins (front matter), then the row of ``articles.csv``, then what the page or
    the first line shows (title, date), then the names: the sub-folder is the outlet, a file name that begins with
    2020-03-02 has that date.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.

    Returns
    -------
    Table
        One row per file, in the order of their paths.

    Raises
    ------
    ArticlesError
        If there is nothing to read, a file cannot be read, or ``articles.csv`` does not fit the files.
    """
    files, others = _list(folder)
    if not files:
        holds = ", ".join(sorted(path.name for path in folder.iterdir())[:8]) or "nothing"
        raise ArticlesError(f"the folder {folder} holds no .txt or .html files. It holds: {holds}.")
    notes: list[str] = []
    odd: list[str] = []
    told = _read_sidecar(folder, files)
    rows = []
    for file in files:
        name = file.relative_to(folder).as_posix()
        row, encoding = _read(file, name, told.get(name, {}))
        rows.append(_from_name(name) | row)
        if encoding == "cp1252":
            odd.append(name)
    if not any("outlet" in row for row in rows):
        outlet = folder.resolve().name
        rows = [row | {"outlet": outlet} for row in rows]
        if len(rows) > 1:
            notes.append(
                f"no file in {outlet} says its outlet: all {len(rows)} articles are taken for the outlet {outlet!r}. "
                "If they are of several, put each outlet's files into a sub-folder of its name, "
                f"or list them in {SIDECAR}."
            )
    if odd:
        notes.append(guessed(odd))
    if others:
        kinds = ", ".join(f"{n} {ending}" for ending, n in Counter(path.suffix for path in others).most_common())
        notes.append(
            f"not read from {folder.name}: {kinds} (first: {others[0].name}); only .txt and .html are. "
            "Save them as plain text (UTF-8) to include them."
        )
    return Table(frame_of(rows), f"the folder {folder.name}", lambda i: files[i].relative_to(folder).as_posix(), notes)


def _list(folder: Path) -> tuple[list[Path], list[Path]]:
    """List the articles, and the files that look as if somebody meant them to be read."""
    files: list[Path] = []
    others: list[Path] = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "__")) for part in parts)
        if hidden or not path.is_file() or path.stem.lower() == "readme" or parts == (SIDECAR,):
            continue
        (files if path.suffix.lower() in _TEXTS + _PAGES else others).append(path)
    return files, [path for path in others if path.suffix.lower() in (".docx", ".doc", ".odt", ".rtf", ".pdf", ".md")]


def _read(file: Path, name: str, told: dict) -> tuple[dict, str]:
    """Read one article: what it says itself goes over what ``articles.csv`` tells of it."""
    raw = file.read_bytes()
    if file.suffix.lower() in _PAGES:
        return {"article_id": name} | read_html(raw, name) | told, ""
    text, encoding = decode(raw, name)
    written, text = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    row = {"article_id": name} | told | written
    if "title" not in row:
        row["title"], text = _first_line(text)
    return row | {"text": text}, encoding


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """Split off the `key: value` lines between two lines of three hyphens at the top."""
    lines = text.split("\n", 200)
    if lines[0].rstrip() != "---" or len(lines) < 2 or not _KEY.fullmatch(lines[1].rstrip()):
        return {}, text
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=2):
        line = line.strip()
        if line == "---":
            return found, text.split("\n", number)[number].lstrip("\n") if text.count("\n") >= number else ""
        if not line or line.startswith("#"):
            continue
        pair = _KEY.fullmatch(line)
        if not pair:
            raise ArticlesError(
                f"{name}, line {number}: {line[:60]!r} is not `key: value`. The lines between the two --- at the top "
                "must be such as `outlet: The Daily`; is the second --- missing?"
            )
        key = usual(pair[1]) or pair[1].strip().lower().replace(" ", "_")
        if key in found or key == "text":
            problem = "is given twice" if key in found else "cannot stand"
            raise ArticlesError(f"{name}, line {number}: {key} {problem} between the two --- at the top of the file.")
        found[key] = pair[2].strip().strip("\"'")
    raise ArticlesError(f"{name}: the --- in line 1 is never closed by a second line of ---.")


def _first_line(text: str) -> tuple[str, str]:
    """Take the first line for the title if it is short, is no sentence, and a blank line follows."""
    first, _, rest = text.lstrip("\n").partition("\n")
    title = first.strip()
    blank, _, body = rest.partition("\n")
    short = len(title) <= _LONGEST_TITLE[0] and len(title.split()) <= _LONGEST_TITLE[1]
    sentence = title.rstrip("\"'”’»)").endswith(".") and not re.search(r"\w\.\w\.$|\.\.\.$", title)
    if title and short and not sentence and not blank.strip() and body.strip():
        return title, body.lstrip("\n")
    return "", text


def _from_name(name: str) -> dict[str, str]:
    path = PurePosixPath(name)
    row = {"outlet": path.parts[0]} if len(path.parts) > 1 else {}
    date = _FILE_DATE.match(path.name)
    return row | ({"date": date[0]} if date else {})


def _read_sidecar(folder: Path, files: list[Path]) -> dict[str, dict]:
    """Read ``articles.csv``: file name -> what its row says, empty cells left out."""
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    frame = read_csv(path).frame
    column = next((c for c in frame.columns if str(c).strip().lower() in ("file", "filename", "file_name")), None)
    if column is None:
        raise ArticlesError(
            f"{SIDECAR} in {folder} needs a column 'file' with the names of the articles' files; "
            f"its columns are {', '.join(map(str, frame.columns))}. To read {SIDECAR} alone, give its path."
        )
    names = [file.relative_to(folder).as_posix() for file in files]
    short = Counter(PurePosixPath(name).name for name in names)
    known = {PurePosixPath(name).name: name for name in names if short[PurePosixPath(name).name] == 1}
    known |= {name: name for name in names}
    ours = {str(c): str(c) if usual(c) in frame.columns else usual(c) or str(c) for c in frame.columns}
    told: dict[str, dict] = {}
    for number, record in enumerate(frame.to_dict("records"), start=2):
        given = str(record.pop(column)).strip().replace("\\", "/").removeprefix("./")
        if given not in known:
            hint = did_you_mean(given, known)
            raise ArticlesError(f"{SIDECAR}, row {number}: there is no file {given!r} in {folder}. {hint}")
        if known[given] in told:
            raise ArticlesError(f"{SIDECAR}, row {number}: the file {given!r} has a row already.")
        told[known[given]] = {
            key: value for name, value in record.items() if value == value and (key := ours[str(name)]) != "text"
        }
    return told
