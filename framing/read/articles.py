"""Articles from a DataFrame, a file or a folder, checked and in one shape."""

from __future__ import annotations

import warnings
from os import PathLike
from pathlib import Path

import pandas as pd

from framing.errors import ArticlesError, FramingWarning, did_you_mean
from framing.read.columns import find_columns
from framing.read.dates import parse_dates
from framing.read.files import Table, frame_of, read_file
from framing.read.folder import read_folder
from framing.read.language import identify

__all__ = ["COLUMNS", "read_articles"]

#: The columns of articles, in order; the user's other columns follow.
COLUMNS = ("article_id", "outlet", "date", "title", "text", "story", "wire", "words", "language")
_NO_OUTLET = "(no outlet)"
_NOTED = "noted"  # in DataFrame.attrs: the messages already given about this table


def read_articles(
    data: pd.DataFrame | str | PathLike[str],
    *,
    outlet: str | None = None,
    title: str | None = None,
    text: str | None = None,
    date: str | None = None,
    story: str | None = None,
    article_id: str | None = None,
) -> pd.DataFrame:
    """Read articles and check them; nothing is dropped, and what is lost or odd is counted in a warning.

    Parameters
    ----------
    data : pandas.DataFrame, str or path
        A DataFrame; a .csv, .tsv, .jsonl, .json (each also .gz) or .parquet file; or a folder of .txt and .html
        files, whose outlet is the sub-folder, or stands at the top of the file or in ``articles.csv``.
    outlet, title, text, date, story, article_id : str, optional
        The column to use. By default columns are found by their usual names (``source``, ``publisher``,
        ``headline``, ``content``, ``published`` ...), whatever their case.

    Returns
    -------
    pandas.DataFrame
        One row per article: ``article_id`` (str, unique), ``outlet`` (str), ``date`` (datetime64, may be missing),
        ``title`` (str), ``text`` (str, never altered), ``story`` (str, may be missing), ``wire`` (the agency a copied
        report is credited to; empty where a given column names none, missing where no column is given), ``words``
        (int), ``language`` (ISO 639-1, missing where unsure or under 200 characters), then all other columns. Reading
        the result again gives the same table.

    Raises
    ------
    ArticlesError
        If there is no such file, no article, no outlet or text column, an id is missing, or most ids are not unique.

    Warns
    -----
    FramingWarning
        Counts of missing or empty texts, missing outlets, repeated ids (they get a number), unreadable dates, exact
        duplicates, articles not in English.

    See Also
    --------
    framing.analyze : Measure how the outlets frame.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"Source": ["The Daily"], "Headline": ["Bridge shut"], "body": ["It is shut."]})
    >>> articles = read_articles(table)
    >>> articles[["article_id", "outlet", "title", "text", "words"]].values.tolist()
    [['1', 'The Daily', 'Bridge shut', 'It is shut.', 3]]
    """
    given = {"outlet": outlet, "title": title, "text": text, "date": date, "story": story, "article_id": article_id}
    table = _load(data, [column for column in given.values() if column is not None])
    if not len(table.frame):
        raise ArticlesError(f"{table.name} holds no articles.")
    found = find_columns(table.frame.columns, given, table.name)
    articles = _columns(table, found)
    notes = table.notes + _notes(articles, table)
    noted = list(table.frame.attrs.get(_NOTED, []))
    for note in notes:
        if note not in noted:
            warnings.warn(note, FramingWarning, stacklevel=2)
    articles.attrs = table.frame.attrs | {_NOTED: noted + [note for note in notes if note not in noted]}
    return articles


def _load(data: pd.DataFrame | str | PathLike[str], as_text: list[str]) -> Table:
    if isinstance(data, pd.DataFrame):
        twice = data.columns[data.columns.duplicated()]
        if len(twice):
            raise ArticlesError(f"the DataFrame has two columns of the name {twice[0]!r}. Rename one.")
        index = data.index.tolist()
        return Table(data.reset_index(drop=True), "the DataFrame", lambda i: f"row {index[i]!r}")
    if not isinstance(data, (str, PathLike)):
        raise ArticlesError(
            f"articles come from a DataFrame, or from the path of a file or folder, not from a {type(data).__name__}. "
            "A list of records becomes a DataFrame with pandas.DataFrame(records)."
        )
    path = Path(data)
    if path.is_dir():
        return read_folder(path)
    if not path.is_file():
        raise ArticlesError(f"no such file or folder: {path}. {_nearby(path)}")
    return read_file(path, as_text)


def _nearby(path: Path) -> str:
    parent = path.parent
    while not parent.is_dir():
        path, parent = parent, parent.parent
    names = sorted(p.name for p in parent.iterdir() if not p.name.startswith("."))
    return f"In {parent.resolve()}: {did_you_mean(path.name, names) or 'nothing.'}"


def _columns(table: Table, found: dict[str, object]) -> pd.DataFrame:
    """Bring a table into our columns; a column of ours that another was chosen for stays, as `..._given`."""
    frame, rows = table.frame, len(table.frame)

    def column(name: str) -> pd.Series:
        return _strings(frame[found[name]]) if name in found else pd.Series([None] * rows, dtype="str")

    def trimmed(name: str) -> pd.Series:
        values = column(name).str.strip()
        return values.mask(values == "")

    def filled(values: pd.Series, value: str, note: str) -> pd.Series:
        missing = values.isna()
        if missing.any():
            first = table.place(int(missing.argmax()))
            table.notes.append(f"{int(missing.sum())} of {rows} articles have {note} (first: {first}).")
        return values.fillna(value)

    ids = _unique_ids(column("article_id"), table) if "article_id" in found else _numbered(rows)
    text = filled(column("text"), "", "no text at all, read as empty")
    outlet = filled(trimmed("outlet"), _NO_OUTLET, f"no outlet; they stand together as {_NO_OUTLET!r}")
    dates, notes = parse_dates(frame[found["date"]] if "date" in found else column("date"), table.place)
    table.notes.extend(notes)
    texts = text.tolist()
    articles = pd.DataFrame(
        {
            "article_id": ids,
            "outlet": outlet,
            "date": dates,
            "title": column("title").fillna(""),
            "text": text,
            "story": trimmed("story"),
            "wire": _wire(column("wire")),
            "words": [len(text.split()) for text in texts],
            "language": _languages(frame, texts),
        }
    )
    used = {*found.values(), "words", "language"}
    others = frame[[name for name in frame.columns if name not in used]].rename(columns=str)
    others = others.assign(**{str(name): _one_kind(others[name], table) for name in others})
    return articles.join(others.rename(columns={name: f"{name}_given" for name in COLUMNS}))


def _one_kind(column: pd.Series, table: Table) -> pd.Series:
    """Read a column of the user's own as text if it holds lists, or several kinds of values: it could not be sorted."""
    if column.dtype != object:
        return column
    known = column.dropna()
    kinds = sorted({type(value).__name__ for value in known})
    if len(kinds) == 1 and known.map(pd.api.types.is_hashable).all():
        return column
    if kinds:
        table.notes.append(f"the column {column.name!r} holds {' and '.join(kinds)} values; it is read as text.")
    return known.astype(str).reindex(column.index).astype("str")


def _wire(values: pd.Series) -> pd.Series:
    """Keep the agencies that a column names; where it names any, its empty cells say that there is none."""
    values = values.str.strip()
    named = values.notna() & (values != "")
    return values.where(named, "") if named.any() else values


def _strings(values: pd.Series) -> pd.Series:
    """Turn a column into text: 7.0 beside a missing cell is "7", and half a surrogate pair is U+FFFD."""
    if pd.api.types.is_float_dtype(values.dtype) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    try:
        return values.astype("str")
    except UnicodeEncodeError:
        return frame_of([{"value": value} for value in values])["value"].astype("str")


def _numbered(rows: int) -> pd.Series:
    return pd.Series([str(number) for number in range(1, rows + 1)], dtype="str")


def _languages(frame: pd.DataFrame, texts: list[str]) -> pd.Series:
    """Keep the language codes the table gives; identify the rest."""
    if "language" not in frame.columns:
        return pd.Series(identify(texts), dtype="str")
    given = _strings(frame["language"]).str.strip().str.lower()
    codes = given.str.extract(r"^([a-z]{2})(?:[-_].*)?$", expand=False)
    open_rows = codes.index[codes.isna()]
    codes[open_rows] = pd.Series(identify(texts[i] for i in open_rows), index=open_rows, dtype="str")
    return codes


def _unique_ids(ids: pd.Series, table: Table) -> pd.Series:
    """Keep the ids; number the few that come again ("7", "7-2"), refuse a column that identifies nothing."""
    ids = ids.mask(ids == "")
    if ids.isna().any():
        first = table.place(int(ids.isna().argmax()))
        raise ArticlesError(
            f"{int(ids.isna().sum())} articles of {table.name} have no article_id (first: {first}). "
            "Fill them in, or leave the column out and the articles are numbered."
        )
    again = ids[ids.duplicated()]
    if again.empty:
        return ids
    listed = "; ".join(
        f"{value!r} in {' and '.join(map(table.place, ids.index[ids == value][:3]))}" for value in again.unique()[:3]
    )
    if ids.nunique() < len(ids) / 2:
        raise ArticlesError(
            f"article_id must be unique, but in {table.name} only {ids.nunique()} of {len(ids)} are: {listed}. "
            "Name another column with article_id=, or leave the column out and the articles are numbered."
        )
    taken, new = set(ids), ids.copy()
    for row, value in zip(again.index, again, strict=True):
        number = 2
        while f"{value}-{number}" in taken:
            number += 1
        new[row] = f"{value}-{number}"
        taken.add(new[row])
    table.notes.append(
        f"{len(again)} of {len(ids)} articles have an article_id that another one has: {listed}. "
        f"They are kept under a new one (first: {new[again.index[0]]!r})."
    )
    return new


def _notes(articles: pd.DataFrame, table: Table) -> list[str]:
    """Say what is odd about the articles as a whole."""
    notes, total = [], len(articles)

    def first(rows: pd.Series) -> str:
        return table.place(int(rows.argmax()))

    empty = articles["words"] == 0
    if empty.any():
        notes.append(
            f"{int(empty.sum())} of {total} articles are empty (first: {first(empty)}); "
            "they are kept, and nothing is found in them."
        )
    again = articles.duplicated(["outlet", "date", "title", "text"]) & ~empty
    if again.any():
        notes.append(
            f"{int(again.sum())} of {total} articles repeat another one exactly (first: {first(again)}); they are kept "
            "and counted. To leave them out: articles.drop_duplicates(['outlet', 'date', 'title', 'text'])."
        )
    foreign = articles["language"].notna() & (articles["language"] != "en")
    if foreign.any():
        counts = articles.loc[foreign, "language"].value_counts()
        listed = ", ".join(f"{language} {n}" for language, n in counts.items())
        notes.append(
            f"{int(foreign.sum())} of {total} articles are not in English ({listed}; first: {first(foreign)}); "
            "they are kept, but an English lexicon finds little in them. "
            "To leave them out: articles[articles['language'] == 'en']."
        )
    return notes
