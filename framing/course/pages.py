"""Articles laid out to be read, and the sentences behind a number."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from framing.course.names import letters
from framing.errors import FramingError, did_you_mean
from framing.read.articles import read_articles
from framing.read.shipped import shipped
from framing.show.theme import alt_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis

__all__ = ["Page", "articles", "picture", "read", "sentences"]

_SHIPPED = ("articles", "town", "coast")


@dataclass(frozen=True)
class Page:
    """Something to read: HTML in a notebook, plain text elsewhere."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def articles(folder: str | Path) -> pd.DataFrame:
    """Read a set of articles that comes with framing, or a folder of your own.

    Parameters
    ----------
    folder : {"articles", "town", "coast"} or path
        The Syrian war; a police shooting and a march; a boat and a fire; or any folder that `read_articles` reads. A
        folder beside the notebook comes before one of the same name that is shipped.

    Raises
    ------
    FramingError
        If there is no such folder.

    Examples
    --------
    >>> sorted(articles("town")["story"].unique())
    ['Ferry Street shooting', 'March on Station Square']
    """
    path = Path(folder)
    if not path.exists() and str(folder) in _SHIPPED:
        path = shipped(str(folder))
    if not path.exists():
        raise FramingError(
            f"there is no folder {str(folder)!r} in {Path.cwd()}. Make it and put your articles into it, one .txt file "
            f"each, or use one that comes with the course: {', '.join(_SHIPPED)}."
        )
    return read_articles(path)


def read(
    articles: pd.DataFrame, *, story: str, outlet: str | Sequence[str] | None = None, hide: bool = False,
    headlines: bool = False,
) -> Page:  # fmt: skip
    """Lay out the articles on one story to be read.

    Parameters
    ----------
    articles : DataFrame
        As `articles` gives them.
    story : str
    outlet : str or sequence of str, optional
        Only these outlets; by default all.
    hide : bool
        Whether letters stand in the place of the outlets' names, so that nobody reads with a name in mind.
    headlines : bool
        Whether only the headlines are shown.

    Raises
    ------
    FramingError
        If the story or an outlet is not among the articles.

    Examples
    --------
    >>> print(read(articles("town"), story="Ferry Street shooting", outlet="Wide Strait Daily", headlines=True))
    Wide Strait Daily: Teenager shot dead by police in harbour town
    """
    stories = sorted(articles["story"].dropna().unique())
    if story not in stories:
        raise FramingError(f"there is no story {story!r}. {did_you_mean(story, stories)}")
    rows = articles[articles["story"] == story].sort_values("outlet", kind="stable")
    hidden = {name: letter for letter, name in letters(articles, story=story).items()}
    wanted = list(hidden) if outlet is None else [outlet] if isinstance(outlet, str) else list(outlet)
    for name in wanted:
        if name not in hidden:
            raise FramingError(f"no article of {name!r} on this story. {did_you_mean(name, list(hidden))}")
    text, html = [], []
    for row in rows[rows["outlet"].isin(wanted)].to_dict("records"):
        name = f"Paper {hidden[row['outlet']]}" if hide else row["outlet"]
        paragraphs = [] if headlines else [p for p in row["text"].split("\n") if p.strip()]
        text.append("\n\n".join([f"{name}: {row['title']}", *paragraphs]))
        body = Markup("").join(Markup("<p style='margin:.5em 0'>{}</p>").format(p) for p in paragraphs)
        html.append(Markup(
            "<div style='border:1px solid #ccc;border-radius:4px;padding:.6em 1em;margin:.6em 0;max-width:44em'>"
            "<small>{}</small><br><b style='font-size:1.15em'>{}</b>{}</div>"
        ).format(name, row["title"], body))  # fmt: skip
    return Page(("\n" if headlines else "\n\n\n").join(text), "".join(html))


def sentences(result: Analysis, *, n: int = 10, seed: int = 0, **where: object) -> Page:
    """Show the sentences behind a number, what was found in them in bold.

    Parameters
    ----------
    result : Analysis
    n : int
        How many at most; drawn at random if there are more.
    seed : int
        Seed of the draw.
    **where
        As in `Analysis.evidence`: ``outlet="..."``, ``stance="critical"``, ``target="police"`` ...

    Examples
    --------
    >>> import framing, pandas as pd
    >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
    >>> sentences(framing.analyze(texts, "syria"), referent="syrian_government")
    1. Courier: The [regime] met.
    """
    rows = result.evidence(n=n, seed=seed, **where)  # type: ignore[arg-type]
    if rows.empty:
        return Page("No sentence was found.", "<p>No sentence was found.</p>")
    found = rows.merge(
        result.sentences[["article_id", "part", "sentence", "start"]].rename(columns={"start": "from"}),
        on=["article_id", "part", "sentence"], how="left",
    )  # fmt: skip
    text, html = [], []
    for number, row in enumerate(found.to_dict("records"), start=1):
        said, at, to = row["sentence_text"], int(row["start"] - row["from"]), int(row["end"] - row["from"])
        before, hit, after = said[:at], said[at:to], said[to:]
        text.append(f"{number}. {row['outlet']}: {before}[{hit}]{after}".replace("\n", " "))
        html.append(
            Markup("<li style='margin:.3em 0'>{}<b>{}</b>{} <small>{}</small></li>").format(
                before, hit, after, row["outlet"]
            )
        )
    return Page("\n".join(text), f"<ol style='max-width:48em'>{''.join(html)}</ol>")


def picture(ax: Axes) -> Page:
    """Make a chart of `framing.show` something that a notebook shows, with its values in words for those who listen.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a function of `framing.show` returned.

    Examples
    --------
    >>> import framing, pandas as pd
    >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
    >>> table = framing.analyze(texts, "syria").labels()
    >>> chart = picture(framing.show.labels(table, referent="syrian_government"))
    >>> "<img " in chart._repr_html_()
    True
    """
    words, file, figure = alt_text(ax), io.BytesIO(), ax.get_figure(root=True)
    if figure is None:
        raise FramingError("the chart stands in no figure, so there is nothing to show.")
    figure.savefig(file, format="png")
    source = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
    return Page(words, Markup("<img style='max-width:100%;width:46em' src='{}' alt='{}'>").format(source, words))
