"""A small analysis made by hand, for the tests of the report; and that it is what it claims to be."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from framing import measure
from framing.find.tables import build, empty
from framing.match.copies import find_copies

NAMES = {
    "government": "Northland government",
    "rebels": "Hill rebels",
    "killing": "to be killed",
    "civilians": "civilians",
    "observers": "monitors",
}
STANCES = {
    "government": ["favourable", "neutral", "critical"],
    "rebels": ["neutral", "critical"],
    "killing": ["honouring", "neutral"],
}
VERBS = ("neutral", "doubting", "endorsing", "denying", "accusing", "hedging")
LABELS = {
    "regime": ("government", "critical"),
    "Northland government": ("government", "neutral"),
    "legitimate authorities": ("government", "favourable"),
    "terrorists": ("rebels", "critical"),
    "rebels": ("rebels", "neutral"),
    "martyred": ("killing", "honouring"),
    "killed": ("killing", "neutral"),
}
NASTY = "<script>alert(1)</script> &amp; \u202eright to left\u202c \U0001f525 " + "x" * 10_000
TEXTS = {
    "Hill Courier": [
        ("Regime shells", 'The regime shelled a market. Five people were killed. "The regime did it," he said.'),
        ("Market in ruins", "Regime guns fired all night, monitors said. The regime denied it. Two were martyred."),
        ("A night of fire", "The regime hit the school. The rebels withdrew. Shells from the regime killed three."),
        ("Winter", "The regime holds the pass. The regime keeps the road shut. Snow fell."),
    ],
    "Northland Wire": [
        ("Army answers terrorists", "The Northland government answered fire. Terrorists killed two in the town."),
        ("Town returns to calm", 'The legitimate authorities opened the road. "The terrorists fled," a general said.'),
        ("Losses", "Two soldiers were martyred by terrorists. The Northland government mourns."),
    ],
    "The Evening Correspondent of the Outer Provinces and Islands": [
        ("Five dead in market", "Five people were killed in a market. The rebels and the Northland government met."),
        ("Truce talks", "The Northland government and the rebels met. Little is known."),
        ("Letters", NASTY),
    ],
}  # fmt: skip


def _wilson(n: int, total: int) -> tuple[float, float, float, str]:
    """Share and Wilson interval, refused under five."""
    if total < 5:
        return (n / total if total else np.nan), np.nan, np.nan, f"not enough evidence (n={total})"
    found = binomtest(n, total).proportion_ci(method="wilson")
    return n / total, found.low, found.high, ""


class Composed:
    """Has the attributes and methods of an analysis that the report reads."""

    version = "0.1.0"

    def __init__(self, *, syntax: bool = True, copies: int = 1) -> None:
        self.has_syntax, self.has_figures = syntax, True
        self.parameters = {"seed": 0}
        self.lexicon = SimpleNamespace(
            name="northland", version="1.0.0", title="Naming the parties in Northland", names=dict(NAMES),
            hash="ab12cd", license="CC-BY-4.0", steps=(),
        )  # fmt: skip
        rows = [
            {"article_id": f"{outlet[:4]}-{number}-{copy}", "outlet": outlet, "title": title, "text": text,
             "date": pd.Timestamp("2020-02-01") + pd.Timedelta(days=number), "story": f"s{number}",
             "words": len(text.split())}
            for copy in range(copies) for outlet, articles in TEXTS.items()
            for number, (title, text) in enumerate(articles)
        ]  # fmt: skip
        self.articles = pd.DataFrame(rows)
        found: dict[str, list[dict]] = {name: [] for name in ("sentences", "mentions", "attributions", "claims")}
        for row in rows:
            for part in ("title", "text"):
                _find(row, part, found)
        tables = {name: build(name, _columns(name, records)) for name, records in found.items()}
        self.sentences, self.mentions = tables["sentences"], tables["mentions"]
        self.attributions, self.claims = tables["attributions"], tables["claims"]
        if not syntax:
            self.claims = empty("claims")
            self.mentions["voice"] = self.mentions["voice"].mask(self.mentions["voice"] == "own")
        self.skipped, self.references, self.figures = empty("skipped"), empty("references"), empty("figures")

    def name(self, ident: str) -> str:
        return NAMES.get(ident, ident)

    def _table(self, rows: list[dict]) -> pd.DataFrame:
        table = pd.DataFrame(rows)
        table.attrs["names"] = NAMES
        return table

    def _outlets(self) -> list[str]:
        return list(dict.fromkeys(self.articles["outlet"]))

    def labels(self, by=("outlet",), voice="own"):
        chosen = self.mentions if voice == "all" else self.mentions[self.mentions["voice"] == voice]
        rows = []
        for outlet in self._outlets():
            for referent, stances in STANCES.items():
                of = chosen[(chosen["outlet"] == outlet) & (chosen["referent"] == referent)]
                for stance in stances:
                    n = int((of["stance"] == stance).sum())
                    share, low, high, note = _wilson(n, len(of))
                    rows.append({"outlet": outlet, "referent": referent, "stance": stance, "n": n, "choices": len(of),
                                 "articles": of["article_id"].nunique(), "share": share, "low": low, "high": high,
                                 "note": note})  # fmt: skip
        return self._table(rows)

    def voice(self):
        rows = []
        for outlet in self._outlets():
            of = self.mentions[(self.mentions["outlet"] == outlet) & self.mentions["voice"].notna()]
            for voice in ("own", "quoted", "reported", "scare"):
                n = int((of["voice"] == voice).sum())
                share, low, high, note = _wilson(n, len(of))
                rows.append({"outlet": outlet, "voice": voice, "n": n, "choices": len(of),
                             "articles": of["article_id"].nunique(), "share": share, "low": low, "high": high,
                             **dict.fromkeys(VERBS, 0), "neutral": n * (voice == "quoted"), "note": note})  # fmt: skip
        return self._table(rows)

    def blame(self):
        rows = []
        for outlet in self._outlets():
            of = self.claims[self.claims["outlet"] == outlet]
            blamed = of[of["polarity"] != "deny"]
            for target in ("government", "rebels", None):
                own = of[of["target"].isna() if target is None else of["target"] == target]
                claims = own[own["polarity"] != "deny"]
                share, low, high, note = _wilson(len(claims), len(blamed))
                rows.append({"outlet": outlet, "target": target, "claims": len(claims), "total": len(blamed),
                             "articles": claims["article_id"].nunique(), "share": share, "low": low, "high": high,
                             "own_voice": int((claims["source"] == "outlet").sum()),
                             "attributed": int((claims["source"] != "outlet").sum()),
                             "hedged": int((claims["certainty"] == "hedged").sum()),
                             "denied": len(own) - len(claims), "note": note})  # fmt: skip
        return self._table(rows)

    def sources(self):
        return self._table(measure.sources(self.attributions, self.articles, ["observers"]))

    def diversity(self):
        return self._table(measure.diversity(self.attributions, self.articles, ["observers"]))

    def disputed_figures(self, story=None):
        return self._table(measure.disputed_figures(self.figures, self.articles, story=story))

    def omissions(self, *, each="thing", **options):
        tables = {name: getattr(self, name) for name in ("mentions", "references", "attributions", "claims", "figures")}
        give = measure.omissions if each == "thing" else measure.omitted
        return self._table(give(tables, self.articles, ["government", "rebels"], names=NAMES, **options))

    def evidence(self, *, of):
        return measure.evidence(getattr(self, of), self.sentences, self.articles, {})

    def agency(self):
        rows = []
        for outlet in self._outlets():
            of = self.claims[(self.claims["outlet"] == outlet) & (self.claims["polarity"] != "deny")]
            for victim in ("civilians", None):
                own = of[of["victim"].isna() if victim is None else of["victim"] == victim]
                named = int(own["target"].notna().sum())
                share, low, high, note = _wilson(named, len(own))
                rows.append({"outlet": outlet, "victim": victim, "events": len(own), "named": named,
                             "articles": own["article_id"].nunique(), "share": share, "low": low, "high": high,
                             "active": named, "agentless_passive": len(own) - named, "note": note})  # fmt: skip
        return self._table(rows)

    def _counts(self):
        labels = [(referent, stance, label) for label, (referent, stance) in LABELS.items()]
        choices = pd.DataFrame(labels, columns=["referent", "stance", "label"])
        return choices, measure.count(self.mentions, self.claims, self.articles, choices, ["government", "rebels"])

    def standardised(self):
        return self._table(measure.standardised(self._counts()[1], sides=()))

    def distances(self, *outlets, seed=0):
        return self._table(measure.distances(self._counts()[1], sides=outlets, seed=seed))

    def map(self, *, voice="own", seed=0):
        return self._table(measure.map(self.mentions, self.articles, self._counts()[0], voice=voice, seed=seed))

    def sensitivity(self):
        return self._table(measure.sensitivity(self.mentions, self.claims, self.articles, self._counts()[0]))

    def copies(self):
        return find_copies(self.articles)

    def style(self):
        rows = [{"outlet": outlet, "feature": feature, "articles": 3, "mean": 2.5, "low": 1.0, "high": 5.0, "note": ""}
                for outlet in self._outlets() for feature in ("sentence_length", "hedges")]  # fmt: skip
        return self._table(rows)

    def compare(self, *outlets, seed=0):
        a, *others = self._outlets()
        table = self.labels().set_index(["outlet", "referent", "stance"])
        rows = []
        for b in others:
            for referent, stances in STANCES.items():
                for stance in stances:
                    x, y = (table.loc[(outlet, referent, stance)] for outlet in (a, b))
                    sure = bool(x["choices"] >= 5 and y["choices"] >= 3)
                    d = x["share"] - y["share"]
                    rows.append({"measure": "labels", "referent": referent, "stance": stance, "a": a, "b": b,
                                 "share_a": x["share"], "share_b": y["share"], "difference": d,
                                 "low": max(-1, d - 0.2) if sure else np.nan,
                                 "high": min(1, d + 0.2) if sure else np.nan, "p": 0.001 if sure else np.nan,
                                 "q": 0.01 if sure else np.nan, "n_a": x["n"],
                                 "n_b": y["n"], "stories": 3, "more_in": a if d > 0 else b,
                                 "note": "" if sure else "not enough evidence (n=2)"})  # fmt: skip
        return self._table(rows)


def _columns(name: str, records: list[dict]) -> dict[str, list]:
    """Turn records into columns, missing where a record says nothing."""
    return {column: [record.get(column) for record in records] for column in empty(name).columns}


def _find(row: dict, part: str, found: dict[str, list[dict]]) -> None:
    """Write down what stands in one title or text, by looking for the composed wording."""
    text = row[part]
    start = 0
    where = {"article_id": row["article_id"], "outlet": row["outlet"], "part": part}
    pieces = [text] if text == NASTY or part == "title" else text.split(". ")
    for number, piece in enumerate(pieces):
        end = min(start + len(piece) + 1, len(text))
        place = where | {"sentence": number}
        found["sentences"].append(place | {"start": start, "end": end})
        sentence = text[start:end]
        quoted = '"' in sentence
        if quoted:
            a, b = start + sentence.index('"'), start + sentence.rindex('"') + 1
            speaker = text.index(" said", b)
            found["attributions"].append(place | {
                "attribution": 0, "start": a, "end": b, "kind": "quoted", "cue": "said", "cue_stance": "neutral",
                "cue_start": speaker + 1, "cue_end": speaker + 5, "speaker": None,
                "speaker_text": text[b + 1 : speaker], "speaker_start": b + 1, "speaker_end": speaker,
                "words": len(text[a:b].split()), "named": False})  # fmt: skip
        elif "monitors said" in sentence:
            found["attributions"].append(place | {
                "attribution": 1, "start": start, "end": text.index(",", start), "kind": "reported", "cue": "said",
                "cue_stance": "doubting", "speaker": "observers", "speaker_text": "monitors",
                "words": 5, "named": False})  # fmt: skip
        for label, (referent, stance) in LABELS.items():
            at = sentence.lower().find(label.lower())
            if at >= 0:
                found["mentions"].append(place | {
                    "start": start + at, "end": start + at + len(label), "text": sentence[at : at + len(label)],
                    "label": label, "referent": referent, "stance": stance, "voice": "quoted" if quoted else "own",
                    "cue_stance": "neutral" if quoted else None,
                    "victim": "civilians" if referent == "killing" else None})  # fmt: skip
        _claim(sentence, start, place, found["claims"])
        start += len(piece) + 2


def _claim(sentence: str, start: int, place: dict, claims: list[dict]) -> None:
    """Write down one claim of a sentence, if it is one of those composed."""
    asserted = {"polarity": "blame", "certainty": "asserted", "source": "outlet", "voice": "own", "form": "active"}
    known = {
        "The regime shelled": ("shelled", asserted | {"target": "government", "victim": "civilians"}),
        "Shells from the regime": ("killed", asserted | {"target": "government"}),
        "The regime hit": ("hit", asserted | {"target": "government", "victim": "civilians"}),
        "did it": ("did it", asserted | {"target": "government", "source": "other", "voice": "quoted"}),
        "guns fired": ("fired", asserted | {"target": "government", "source": "observers", "certainty": "hedged"}),
        "denied it": ("denied", asserted | {"target": "government", "source": "government", "polarity": "deny"}),
        "Terrorists killed": ("killed", asserted | {"target": "rebels", "victim": "civilians"}),
        "were killed": ("killed", {"source": "outlet", "certainty": "asserted", "form": "passive",
                                   "victim": "civilians", "named_nearby": "government"}),
    }  # fmt: skip
    for sign, (event, rest) in known.items():
        if sign in sentence:
            at = start + sentence.index(event)
            claims.append(place | {"start": at, "end": at + len(event), "event": event} | rest)


@pytest.mark.parametrize("name", ["mentions", "attributions", "claims", "sentences"])
def test_composed_offsets_lie_in_their_part(name):
    composed = Composed()
    texts = {
        (r["article_id"], part): r[part] for r in composed.articles.to_dict("records") for part in ("title", "text")
    }
    table = getattr(composed, name)
    assert len(table) >= 3
    for row in table.to_dict("records"):
        assert 0 <= row["start"] < row["end"] <= len(texts[row["article_id"], row["part"]])
