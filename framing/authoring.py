"""The commands for those who write lexicons: a template to begin with, and what is wrong with a file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import FramingError, LexiconError

if TYPE_CHECKING:
    import pandas as pd

    from .check import LexiconCheck
    from .read.lexicon import Lexicon

__all__ = ["add_commands", "check", "draft", "new"]

_PLURALS = {"label": "labels", "shared": "shared forms", "alias": "aliases", "metonym": "metonyms",
            "demonym": "demonyms"}  # fmt: skip
_NAMES = 50  # names suggested for a draft
_WIDTH = 160  # characters of an example
_SHOWN = 8  # rows of each table in the terminal
_NAMED = 20  # labels that are never found, named in the terminal


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse._SubParsersAction:
    """Add ``lexicon check`` and ``lexicon new``; what is to be run is left to the caller."""
    about = "Write a lexicon, and see whether it is right."
    actions = commands.add_parser("lexicon", help="write and check a lexicon", description=about).add_subparsers(
        title="actions", required=True, metavar="ACTION", dest="action"
    )
    about = "Say what is wrong with a lexicon; on articles, what it finds there, and what it may miss."
    checking = actions.add_parser("check", help="say what is wrong with a lexicon", description=about)
    checking.add_argument("lexicon", metavar="FILE", help="a .yaml or .csv file, or a shipped name")
    checking.add_argument("--on", metavar="ARTICLES", help="articles to try it on: a folder, .csv, .jsonl or .parquet")
    checking.add_argument("--out", metavar="DIR", help="the folder to make for the tables of --on, as CSV files")
    checking.add_argument("--no-syntax", dest="syntax", action="store_false", help="parse no sentences: faster")
    checking.add_argument("--quiet", action="store_true", help="show no progress")
    about = "Write a commented lexicon to begin with."
    making = actions.add_parser("new", help="write a lexicon to begin with", description=about)
    making.add_argument("file", metavar="FILE", help="the .yaml file to make")
    making.add_argument("--from", dest="articles", metavar="ARTICLES", help="articles to find names in, with --lexicon")
    making.add_argument("--lexicon", help="begin with this lexicon, and suggest names that it lacks")
    making.add_argument("--names", type=int, default=_NAMES, metavar="N", help="how many (default: %(default)s)")
    return actions


def new(path: str) -> str:
    """Write the template of a lexicon, named like its file, and say where it is.

    Raises
    ------
    FramingError
        If the file exists, has another ending than .yaml, or its folder does not exist.
    """
    file = _new_file(path)
    template = Path(__file__).parent / "read" / "templates" / "lexicon.yaml"
    text = template.read_text(encoding="utf-8").replace("NAME.yaml", file.name)
    file.write_text(text.replace("  NAME\n", f"  {_name(file)}\n"), encoding="utf-8", newline="\n")
    return _said(file)


def draft(path: str, articles: str | None, lexicon: str | None, *, names: int = _NAMES) -> str:
    """Copy a lexicon, with names that it lacks in remarks at its end, and say where it is.

    The copy can be used as it is: what is suggested counts only once a person has moved it into a stance.

    Raises
    ------
    FramingError
        If articles or lexicon are missing, or the file cannot be made.
    """
    from .analysis import analyze
    from .read.articles import read_articles
    from .read.lexicon import load_lexicon

    if articles is None or lexicon is None:
        raise FramingError("names are suggested for a lexicon, from articles; give both --from and --lexicon.")
    file, words = _new_file(path), load_lexicon(lexicon)
    table = analyze(read_articles(articles), words, syntax=False, figures=False).suggest_pairs(n=names)
    text = list(words.sources.values())[-1]
    for key, value in (("lexicon", _name(file)), ("version", "0.1.0")):
        text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    file.write_text(text.rstrip("\n") + "\n\n" + _remarks(table, words), encoding="utf-8", newline="\n")
    try:
        load_lexicon(file)
    except LexiconError:  # it needs files that lie beside the original
        words.to_yaml(file)
        with file.open("a", encoding="utf-8", newline="\n") as end:
            end.write("\n" + _remarks(table, words))
    return f"{len(table)} names are suggested at the end of the file, to be read and judged.\n{_said(file)}"


def _remarks(table: pd.DataFrame, lexicon: Lexicon) -> str:
    """Write suggested names as remarks of YAML, by referent."""
    lines = [
        "# ---------------------------------------------------------------- suggested names",
        "# Words that stand where others use a name of the referent. Read the examples, move what is a name into a",
        "# stance of the referent above (or to its aliases, if it leaves no choice), and delete the rest.",
    ]
    for referent, rows in table.groupby("referent", sort=False):
        lines += ["#", f"# {referent} ({lexicon.names[str(referent)]})"]
        for row in rows.to_dict("records"):
            more = f"; also {row['variants']}" if row["variants"] else ""
            spread = f"{row['n']} times in {row['articles']} articles, {row['outlets']} outlets"
            lines.append(f"#   - {row['name']}  # {spread}{more}")
            for what, sentence in (("it", row["example"]), (row["known"], row["known_example"])):
                if isinstance(sentence, str):
                    lines.append(f"#       {what}: {_one_line(sentence)}")
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _new_file(path: str) -> Path:
    """Check that a lexicon may be written to a path."""
    file = Path(path)
    if file.suffix not in (".yaml", ".yml"):
        raise FramingError(f"{path}: a lexicon is a .yaml file; give it that ending.")
    if file.exists():
        raise FramingError(f"{path} exists; choose another name.")
    if not file.parent.is_dir():
        raise FramingError(f"there is no folder {str(file.parent)!r}; make it first.")
    return file


def _name(file: Path) -> str:
    return re.sub(r"\W+", "_", file.stem).strip("_") or "mine"


def _said(file: Path) -> str:
    return f"Lexicon: {file}\nChange it in an editor, then: python -m framing lexicon check {file}"


def check(lexicon: str, on: str | None, *, out: str | None = None, syntax: bool = True, progress: bool = False) -> str:
    """Read a lexicon, try it on articles if some are given, and say what is to be said.

    Raises
    ------
    FramingError
        If `out` is given without articles, or exists.

    Examples
    --------
    >>> print(check("conflict", None).splitlines()[0])
    conflict 0.4.0: no errors.
    """
    from .check import check_lexicon
    from .read.lexicon import load_lexicon

    if out is not None and on is None:
        raise FramingError("--out holds the tables of --on; give articles, too.")
    if out is not None and Path(out).exists():
        raise FramingError(f"{out} exists; choose another folder with --out.")
    words = load_lexicon(lexicon)
    lines = _describe(words)
    if on is not None:
        from .read.articles import read_articles

        found = check_lexicon(words, read_articles(on), syntax=syntax, progress=progress)
        lines += ["", *_findings(found)]
        lines += [f"Tables: {found.to_csv(out)}"] if out is not None else []
    return "\n".join(lines)


def _describe(lexicon: Lexicon) -> list[str]:
    """Say what a lexicon holds and where it came from."""
    frame = lexicon.to_frame()
    kinds = frame.drop_duplicates(["label", "naming"])["naming"].value_counts()
    held = ", ".join(f"{n:,} {kind if n == 1 else _PLURALS[str(kind)]}" for kind, n in kinds.items()) or "no names"
    lines = [f"{lexicon.name} {lexicon.version}: no errors.", f"Referents: {len(lexicon.referents)}; {held}"]
    lines += [f"Guards: {len(lexicon.guards)}"] if lexicon.guards else []
    single = frame[frame["naming"] == "label"].groupby("referent", sort=False)["stance"].nunique()
    alone = [id_ for id_, n in single.items() if n == 1]
    if alone:
        lines.append(f"Labels of one stance only, so that nothing can differ: {', '.join(map(str, alone))}")
    steps = [f"{s.file or s.lexicon} {s.version} {s.hash}".strip() for s in lexicon.steps if s.step == "read"]
    return [*lines, f"Files: {'; '.join(steps)}", f"Hash: {lexicon.hash}"]


def _findings(found: LexiconCheck) -> list[str]:
    """Print the beginning of each table."""
    moved = found.influence[found.influence["change"] != 0]
    terms = found.terms[(found.terms["note"] != "") & (found.terms["n"] > 0)]
    parts = [
        ("Terms that stand out", terms[["label", "referent", "n", "share", "quoted_share", "note"]]),
        ("Terms that may mean something else", found.ambiguous[["label", "referent", "n", "of", "reason", "example"]]),
        ("Words that may be missing", found.candidates[["word", "referent", "n", "articles", "example"]]),
        ("Scores that hang on one term", moved[["label", "outlet", "share", "share_without", "choices"]]),
    ]
    lines = [found.verdict]
    if len(dead := found.terms.loc[found.terms["note"] == "never found", "label"]):
        lines += ["", f"Never found ({min(_NAMED, len(dead))} of {len(dead):,}): {', '.join(dead.head(_NAMED))}"]
    for title, table in parts:
        if len(table):
            lines += ["", f"{title} ({min(_SHOWN, len(table))} of {len(table):,}):", _text(table)]
    return lines


def _text(table: pd.DataFrame) -> str:
    few = table.head(_SHOWN).round(2)
    for column in [str(name) for name in few if few[name].dtype == "str"]:
        few[column] = few[column].fillna("").map(lambda value: value if len(value) <= 60 else value[:59] + "…")
    return few.to_string(index=False, na_rep="–")
