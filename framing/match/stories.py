"""Stories: the articles that are about the same event, by date and words, and how well each story holds together."""

from __future__ import annotations

from os import PathLike

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.match.likeness import LEAST, Likeness
from framing.match.linkage import average_linkage
from framing.read.articles import read_articles

__all__ = ["DAYS", "THRESHOLD", "match_stories", "story_table"]

#: Days apart at most that articles are compared, and how alike groups of them must be to be one story.
DAYS, THRESHOLD = 3, 0.15

_NAMING, _LISTED = 3, 6  # words that name a story, and that are listed in the table
_PREFIX = 5  # of words that begin with the same letters only the first marks a story


def match_stories(
    articles: pd.DataFrame | str | PathLike[str],
    *,
    days: int = DAYS,
    threshold: float = THRESHOLD,
    progress: bool = False,
) -> pd.DataFrame:
    """Group the articles that report the same event; the result goes into ``analyze``.

    Articles at most `days` apart are compared by the words of title and lead, names and numbers counting twice, and
    joined by average linkage. A `story` column that names any story wins as a whole: then nothing is matched, and only
    the fit is computed. The answer depends neither on the order of the articles nor on chance.

    Parameters
    ----------
    articles : DataFrame, path, or what else ``read_articles`` takes
    days : int
        How far apart two reports of one event may be dated. An article without a date is compared with all others.
    threshold : float
        How alike two groups of articles must be on average to become one story, from .08 to 1. Higher values give more
        and smaller stories.
    progress : bool
        Whether a progress bar is shown on stderr.

    Returns
    -------
    DataFrame
        The articles as ``read_articles`` gives them, in the given order, with `story` filled in (its first date and the
        words that mark it; missing where an article has no words) and with `story_fit`: the mean likeness, 0 to 1, of
        the article to the others of its story, missing where there is no other.

    Raises
    ------
    ArticlesError
        If the articles cannot be read.
    FramingError
        If `days` is negative or `threshold` out of range.

    See Also
    --------
    framing.match.stories.story_table : How well each story holds together.

    Examples
    --------
    >>> texts = ["A bomb at the Qamishli bakery killed 16.", "Bakery bomb in Qamishli kills 16.", "Talks in Geneva."]
    >>> dates = ["2016-05-01", "2016-05-02", "2016-05-02"]
    >>> table = pd.DataFrame({"outlet": ["Courier", "Herald", "Courier"], "date": dates, "text": texts})
    >>> match_stories(table)["story"].tolist()
    ['2016-05-01 Qamishli, bakery, bomb', '2016-05-01 Qamishli, bakery, bomb', '2016-05-02 Geneva, Talks']
    """
    if isinstance(days, bool) or not isinstance(days, (int, np.integer)) or days < 0:
        raise FramingError(f"days={days!r} is no number of days; give a whole number from 0, such as days={DAYS}.")
    if not LEAST <= threshold <= 1:
        raise FramingError(f"threshold={threshold!r} is out of range; give a number from {LEAST} to 1.")
    checked = read_articles(articles)
    rows = _in_order(checked)
    like = Likeness(rows)
    if rows["story"].notna().any():
        how = checked.attrs.get("stories", "given")
    else:
        how = f"matched (days={days}, threshold={threshold:g})"
        group = average_linkage(len(rows), like.pairs(days=int(days), progress=progress), threshold)
        rows["story"] = _named(group, rows["date"], like)
    rows["story_fit"] = _Stories(rows["story"], like).fit
    result = checked.drop(columns="story_fit", errors="ignore").assign(story=rows["story"], story_fit=rows["story_fit"])
    result.attrs["stories"] = how
    return result


def story_table(articles: pd.DataFrame) -> pd.DataFrame:
    """Say of each story how many articles it has, and how well they hold together.

    Parameters
    ----------
    articles : DataFrame
        As ``read_articles`` or ``match_stories`` gives them; articles without a story are left out.

    Returns
    -------
    DataFrame
        One row per story, by date: ``story, articles, outlets, first, last, cohesion, words, note``. `cohesion` is the
        mean likeness of all pairs of its articles, 0 to 1, missing below two; `words` are those that mark it most. The
        note says where a story has one article or one outlet, or is loose: less alike than matching asks for.

    Examples
    --------
    >>> table = match_stories(pd.DataFrame({"outlet": ["A", "B"], "text": ["Bread in Homs.", "Bread in Homs."]}))
    >>> story_table(table)[["story", "articles", "outlets", "cohesion", "note"]].round(2).values.tolist()
    [['Bread, Homs', 2, 2, 1.0, '']]
    """
    rows = _in_order(articles)
    stories = _Stories(rows["story"], Likeness(rows))
    groups = rows.groupby("story")
    table = groups.agg(
        articles=("article_id", "size"), outlets=("outlet", "nunique"), first=("date", "min"), last=("date", "max")
    ).reset_index()
    table["cohesion"] = stories.cohesion
    table["words"] = pd.Series([", ".join(stories.words(i, most=_LISTED)) for i in range(len(table))], dtype="str")
    few = table["outlets"].map({1: "one outlet"}).fillna("").mask(table["articles"] == 1, "one article")
    table["note"] = few.mask(table["cohesion"] < THRESHOLD, "loose: its articles have little in common").astype("str")
    return table.sort_values(["first", "story"]).reset_index(drop=True)


class _Stories:
    """The sums of the word vectors of each story, and what follows from them; stories are numbered by their names."""

    def __init__(self, story: pd.Series, like: Likeness) -> None:
        from scipy import sparse

        self.like = like
        self.codes, names = pd.factorize(story, sort=True)
        members = np.flatnonzero(self.codes >= 0)
        shape = (len(names), len(story))
        belongs = sparse.csr_array((np.ones(len(members)), (self.codes[members], members)), shape)
        self.sums = sparse.csr_array(belongs @ like.vectors)
        self.n = belongs @ (~like.wordless).astype(float)  # articles with words
        has = like.vectors.sign()
        self.having, self.having_all = sparse.csr_array(belongs @ has), has.sum(axis=0)  # articles with each word
        for table in (self.sums, self.having):  # of the same words, so they can be read side by side
            table.sort_indices()

    @property
    def cohesion(self) -> np.ndarray:
        """Mean likeness of all pairs of each story, missing below two."""
        squares = np.asarray(self.sums.power(2).sum(axis=1)).ravel()
        return _share(squares - self.n, self.n * (self.n - 1))

    @property
    def fit(self) -> np.ndarray:
        """Mean likeness of each article to the others of its story, missing where there is none."""
        told = np.flatnonzero((self.codes >= 0) & ~self.like.wordless)
        both = self.like.vectors[told].multiply(self.sums[self.codes[told]])
        fit = np.full(len(self.codes), np.nan)
        fit[told] = _share(np.asarray(both.sum(axis=1)).ravel() - 1, self.n[self.codes[told]] - 1)
        return fit

    def words(self, story: int, *, most: int) -> list[str]:
        """Give the words that mark a story most, before any number; of those that begin alike the first.

        A word of more than half of the story's articles goes before others, and marks the story by its weight in them,
        times the share of all articles with it that are the story's.
        """
        row = slice(*self.sums.indptr[[story, story + 1]])
        columns, having = self.sums.indices[row], self.having.data[row]
        weights = (self.sums.data[row] * having / self.having_all[columns]).round(9)
        rare = 2 * having <= self.n[story]
        chosen: list[str] = []
        for column in columns[np.lexsort((columns, -weights, self.like.is_number[columns] | rare))]:
            word = self.like.words[column]
            if all(word[:_PREFIX].lower() != other[:_PREFIX].lower() for other in chosen):
                chosen.append(word)
            if len(chosen) == most:
                break
        return chosen


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, between 0 and 1; missing where there is nothing to divide by."""
    shares = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return np.clip(shares, 0, 1)


def _in_order(articles: pd.DataFrame) -> pd.DataFrame:
    """Sort articles by what they are, so that no answer depends on the order in which they were given."""
    return articles.sort_values(["date", "title", "text", "outlet", "article_id"], kind="stable")


def _named(group: np.ndarray, dates: pd.Series, like: Likeness) -> pd.Series:
    """Name each group by the date of its first article and the words that mark it; no name is given twice."""
    numbers = pd.Series(group).mask(like.wordless)
    stories = _Stories(numbers, like)
    first = dates.iloc[np.sort(np.unique(group[~like.wordless]))].dt.strftime("%Y-%m-%d")
    names: list[str] = []
    taken: dict[str, int] = {}
    for i, date in enumerate(first):
        name = " ".join([*([date] if isinstance(date, str) else []), ", ".join(stories.words(i, most=_NAMING))]).strip()
        taken[name] = taken.get(name, 0) + 1
        names.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    named = [names[code] if code >= 0 else None for code in stories.codes]
    return pd.Series(named, index=dates.index, dtype="str")
