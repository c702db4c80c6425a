"""Lexicons: the knowledge of the library, read strictly from YAML."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pandas as pd

from ..errors import LexiconError, did_you_mean
from .build import Builder
from .compose import join, only, without
from .entries import KINDS, RESERVED, Referent, Shared, Step, Word
from .foreign import is_foreign, translate
from .guards import Guard
from .shipped import shipped
from .tree import Branch, parse_tree, read_text
from .write import frame_of, write_yaml

__all__ = ["KINDS", "RESERVED", "Lexicon", "Referent", "Shared", "Word", "list_lexicons", "load_lexicon"]


@dataclass(frozen=True)
class Lexicon:
    """What may be chosen, who may be named, and the words that tie them together.

    Read one with :func:`load_lexicon`. `referents` maps ids to :class:`Referent`, `shared` lists forms that
    can name several actors, `guards` maps entries to the context they are bound to, `words` lists the word lists
    (events, reporting verbs, hedges ...), `sources` holds the text of the files it was composed of (the last one its
    own), `hash` a short SHA-256 of them, `steps` how it came to be: files read, referents dropped and added.

    Two lexicons are equal if they say the same, whatever files they came from.

    Examples
    --------
    >>> lexicon = load_lexicon("syria")
    >>> lexicon.referents["russia"].name
    'Russia'
    """

    name: str
    version: str
    language: str
    title: str
    period: str
    license: str
    codebook: str
    hash: str = field(compare=False)
    referents: dict[str, Referent]
    shared: tuple[Shared, ...]
    words: tuple[Word, ...]
    names: dict[str, str]
    guards: dict[str, Guard]
    steps: tuple[Step, ...] = field(compare=False)
    sources: dict[str, str] = field(compare=False)

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    def __repr__(self) -> str:
        labels = len(self.choices)
        return f"<Lexicon {self.name} {self.version}: {len(self.referents)} referents, {labels} labels>"

    def _repr_html_(self) -> str:
        """Show every referent with its labels by stance, as a notebook shows a table."""
        choices = self.choices
        cells = choices.groupby(["referent", "stance"], sort=False)["label"].agg("; ".join).unstack("stance")
        cells = cells.reindex(
            columns=list(dict.fromkeys(choices["stance"])), index=list(dict.fromkeys(choices["referent"]))
        )
        table = cells.rename(index=self.names).fillna("").rename_axis(index=None, columns=None)
        with pd.option_context("display.max_colwidth", None, "display.max_rows", None):
            listed = table.style.set_properties(
                subset=None, **{"text-align": "left", "vertical-align": "top"}
            ).to_html()
        head = f"{self.title} ({self.name} {self.version}): {len(self.referents)} referents, {len(choices)} labels"
        return f"<p><b>{escape(head)}</b></p>{listed}"

    @property
    def actors(self) -> list[str]:
        """Ids of the actors and peoples that can be blamed or harmed, in the lexicon's order."""
        return [r.id for r in self.referents.values() if r.kind in ("actor", "people")]

    @property
    def targets(self) -> list[str]:
        """Ids that can stand in a `target` column: actors, then those that no actor's id says."""
        return [*self.actors, "other", "unspecified"]

    @property
    def choices(self) -> pd.DataFrame:
        """Every label as a row: `referent`, `stance`, `label`."""
        rows = []
        for referent in self.referents.values():
            named = [(s.stance, form) for s in self.shared if referent.id in s.actors for form in s.forms]
            own = [(stance, form) for stance, forms in referent.labels.items() for form in forms]
            order = list(dict.fromkeys(stance for stance, _ in own + named))
            rows += [(referent.id, *row) for row in sorted(own + named, key=lambda row: order.index(row[0]))]
        return pd.DataFrame(rows, columns=["referent", "stance", "label"], dtype="str")

    @property
    def speakers(self) -> list[str]:
        """Ids that can stand in a `speaker` or `source` column: actors, then kinds of source."""
        return [*self.actors, *dict.fromkeys(w.group for w in self.words if w.section == "sources"), "other"]

    def find_words(self, section: str, *, group: str | None = None, role: str | None = None) -> list[Word]:
        """Return the words of one section, and of one group or list in it.

        Examples
        --------
        >>> {w.group for w in load_lexicon("conflict").find_words("reporting", role="verbs")} >= {"neutral", "doubting"}
        True
        """
        return [
            w for w in self.words
            if w.section == section and group in (None, w.group) and role in (None, w.role)
        ]  # fmt: skip

    def __or__(self, other: Lexicon) -> Lexicon:
        """Join two lexicons; what stands in both must say the same.

        Raises
        ------
        LexiconError
            If a referent, a form, an id or a guard of the two says different things; lists them and a way out.

        Examples
        --------
        >>> joined = load_lexicon("conflict") | load_lexicon("syria")
        >>> joined.name, [step["step"] for step in joined.provenance]
        ('conflict+syria', ['read', 'read', 'read', 'added', 'made'])
        """
        if not isinstance(other, Lexicon):
            return NotImplemented
        return _read_again(*join(self, other))

    def drop(self, *referents: str) -> Lexicon:
        """Leave referents out, with all their names; a shared form goes to the actors that remain.

        Examples
        --------
        >>> "isis" in load_lexicon("syria").drop("isis", "nusra").referents
        False
        """
        return _read_again(*without(self, referents))

    def only(self, referents: Sequence[str]) -> Lexicon:
        """Keep these referents, and leave out all others.

        Look-alikes ("Iraqi government") are referents, too: keep them, or their words count for somebody else.

        Examples
        --------
        >>> list(load_lexicon("syria").only(["russia", "lookalikes"]).referents)
        ['russia', 'lookalikes']
        """
        return _read_again(*only(self, referents))

    @property
    def provenance(self) -> list[dict[str, object]]:
        """How the lexicon came to be, step by step, ready for JSON: files with version and hash, what was changed."""
        return [step.row() for step in self.steps]

    def to_frame(self) -> pd.DataFrame:
        """Give one row per form: `referent, name, kind, stance, label, form, naming, guard, file`.

        `label` is the entry, `form` one of its spellings; `naming` is ``label``, ``shared`` (a form of several actors,
        one row for each), ``alias``, ``metonym`` or ``demonym``; `stance` and `guard` are missing where there is none.

        Examples
        --------
        >>> rows = load_lexicon("syria").to_frame()
        >>> rows[rows["label"] == "Syrian warplane(s)"][["referent", "stance", "form"]].values.tolist()
        [['syrian_government', 'neutral', 'Syrian warplane'], ['syrian_government', 'neutral', 'Syrian warplanes']]
        """
        return frame_of(self)

    def to_yaml(self, path: str | os.PathLike[str]) -> Path:
        """Write the lexicon as one YAML file, without `extends`; :func:`load_lexicon` reads it back equal.

        Comments of the files it was composed of are lost; where they came from stands under `composed`.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = load_lexicon("syria").only(["russia"]).to_yaml(Path(folder) / "russia.yaml")
        ...     load_lexicon(path).names["russia"]
        'Russia'
        """
        Path(path).write_text(write_yaml(self), encoding="utf-8", newline="\n")
        return Path(path)

    def to_csv(self, path: str | os.PathLike[str]) -> Path:
        """Write the names, one form a row, as a CSV file that spreadsheets open and :func:`load_lexicon` reads.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = load_lexicon("syria").only(["russia"]).to_csv(Path(folder) / "russia.csv")
        ...     "russia" in load_lexicon(path).referents
        True
        """
        self.to_frame().to_csv(path, index=False, encoding="utf-8-sig")
        return Path(path)


def list_lexicons() -> list[str]:
    """Name the shipped lexicons.

    Examples
    --------
    >>> "syria" in list_lexicons()
    True
    """
    found = []
    for path in sorted(shipped("lexicons").glob("*.yaml")):
        if path.read_text(encoding="utf-8").lstrip("\ufeff").find("\nlexicon:") >= 0:
            found.append(path.stem)
    return found


def load_lexicon(source: str | Path | Lexicon) -> Lexicon:
    """Read a lexicon by its shipped name or from a file.

    Parameters
    ----------
    source : str, Path or Lexicon
        A shipped name (``"syria"``), a path to a ``.yaml`` file, or a Lexicon, which is returned as it is. A word list
        as ``.csv`` and a YAML dictionary of quanteda are read, too, and extend *conflict*.

    Raises
    ------
    LexiconError
        Unknown name; missing, damaged, binary, too large or non-UTF-8 file; unknown or double key; one form with two
        meanings. The message gives file, line, and what would have worked; of many errors, the first twenty.

    Examples
    --------
    >>> load_lexicon("syria").language
    'en'
    """
    if isinstance(source, Lexicon):
        return source
    files: dict[Path, tuple[Branch, str]] = {}
    _collect(_locate(str(source), Path(source)), files, ())
    return _build(files)


def _read_again(text: str, name: str) -> Lexicon:
    """Read the text of a lexicon that was composed of others: it passes the checks of any file."""
    path = Path(name)
    return _build({path: (parse_tree(text, path), text)})


def _build(files: dict[Path, tuple[Branch, str]]) -> Lexicon:
    builder = Builder()
    for tree, text in files.values():
        builder.add(tree, text)
    return Lexicon(**builder.finish({path: text for path, (_, text) in files.items()}))


def _locate(given: str, path: Path) -> Path:
    if path.suffix.lower() in (".yaml", ".yml", ".csv"):
        if path.is_file():
            return path
        raise LexiconError(f"no lexicon file {given!r}; give an existing .yaml file or a shipped name.")
    if path.is_file():
        raise LexiconError(f"{given}: not a lexicon; give a .yaml or .csv file, or a shipped name.")
    candidate = shipped("lexicons") / f"{given}.yaml"
    if given not in list_lexicons():
        hint = did_you_mean(given, list_lexicons())
        raise LexiconError(f"no lexicon named {given!r}. {hint} Or give a path to a .yaml file.")
    return candidate


def _collect(path: Path, files: dict[Path, tuple[Branch, str]], seen: tuple[str, ...]) -> None:
    """Read `path` after the files it extends, so that the base comes first."""
    text = read_text(path)
    foreign = path.suffix.lower() == ".csv"
    tree = translate(text, path) if foreign else parse_tree(text, path)
    if not foreign and is_foreign(tree):
        tree = translate(text, path, tree)
    extends = tree.branch("extends")
    if extends is not None:
        for item in extends.items():
            base = item.text()
            if Path(base).name != base:
                item.fail(f"extends {base!r}; give a shipped name, or the name of a file in the same folder.")
            if path.stem in seen:
                item.fail(f"{path.stem!r} extends itself through {' -> '.join(seen)}.")
            neighbour = path.parent / (base if base.endswith((".yaml", ".yml")) else f"{base}.yaml")
            if not neighbour.is_file():
                neighbour = shipped("lexicons") / f"{base}.yaml"
            if not neighbour.is_file():
                item.fail(f"extends {base!r}, which does not exist. {did_you_mean(base, list_lexicons())}")
            if neighbour not in files:
                _collect(neighbour, files, (*seen, path.stem))
    files[path] = (tree, text)
