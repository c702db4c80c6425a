"""Draw the pictures of docs/charts.md from the composed articles: python docs/images/draw.py"""

from pathlib import Path

import framing
from framing import show

FOLDER = Path(__file__).parent
GOVERNMENT = {"referent": "syrian_government"}
CRITICAL = GOVERNMENT | {"stance": "critical"}
PAIR = ("Two Shores Courier", "Birch Quay Review")


def charts(result):
    """Yield a name and a chart for every picture."""
    labels = result.labels()
    yield "labels", show.labels(labels, **GOVERNMENT)
    yield "profile", show.profile(labels, outlet=PAIR[0])
    yield "voice", show.voice(result.voice())
    yield "blame", show.blame(result.blame())
    yield "blame_matrix", show.blame_matrix(result.blame(by="source"))
    yield "sources", show.sources(result.sources())
    yield "said", show.said(result.sources())
    yield "agency", show.agency(result.agency())
    yield "compare", show.compare(result.compare(*PAIR), most=12)
    yield "compare_all", show.compare(result.compare(), **CRITICAL)
    yield "shift", show.shift(result.shift(*PAIR, **CRITICAL), most=8)
    yield "over_time", show.over_time(result.labels(by=["outlet", "story"]), **CRITICAL)
    yield "by_story", show.by_story(result.labels(by=["outlet", "story"]), **CRITICAL)
    yield "map", show.map(result.map())


if __name__ == "__main__":
    for name, ax in charts(framing.analyze(FOLDER.parent.parent / "examples" / "articles", "syria")):
        ax.figure.savefig(FOLDER / f"{name}.png", dpi=110, pil_kwargs={"optimize": True})
