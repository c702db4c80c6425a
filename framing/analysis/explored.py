"""What an analysis shows beyond its lexicon: words, names and patterns that nobody listed before."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from framing import measure
from framing.errors import FramingError, did_you_mean
from framing.find.beside import SLOTS, find_beside, places_of
from framing.find.syntax import find_model, load_lemmas, load_model
from framing.find.words import SPOKEN, Words, find_term, read_words, voices_of
from framing.match.pairs import suggest_pairs

from .compared import Compared

_KINDS = ("words", "phrases", *SLOTS)


class Explored(Compared):
    """What can be discovered in the articles."""

    def keywords(
        self,
        *groups: str,
        by: str = "outlet",
        of: str = "words",
        referent: str | None = None,
        voice: str = "own",
        prior: float | None = None,
        least: int = 5,
    ) -> pd.DataFrame:
        """Find the words, phrases or neighbours of an actor that one side uses more; see `framing.measure.keywords`.

        Parameters
        ----------
        *groups : str
            Values of `by`. None: each against all others. One: it against all others. Two: one against the other.
        by : str
            ``"outlet"``, ``"month"``, or a column of the articles, such as the user's own ``"leaning"``.
        of : {"words", "phrases", "modifiers", "agent", "patient"}
            Words; pairs and triples that belong together; or what stands beside `referent`: its modifiers, or the
            verbs of which it is the agent or the patient.
        referent : str, optional
            The id beside which to look; for the last three only.
        voice : {"own", "quoted", "reported", "all"}
            Whose words count.
        prior, least
            As in `framing.measure.keywords`.

        Returns
        -------
        DataFrame
            ``term, a, b, n_a, n_b, total_a, total_b, articles_a, articles_b, log_odds, low, high, z, design, p, q,
            more_in, note``.

        Raises
        ------
        FramingError
            If a name is unknown, or the voice or the neighbours are asked for and no sentence was parsed.

        See Also
        --------
        concordance : The sentences behind a row.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["Rain fell. Rain again.", "Snow fell."]})
        >>> table = framing.analyze(texts, "syria").keywords(least=1)
        >>> table[["term", "n_a", "n_b", "note"]].values.tolist()[0]
        ['rain', 2, 0, 'not enough evidence (n=2)']
        """
        counts = self._terms(of, referent, voice, least)
        return self._named(measure.keywords(counts, self.articles, groups=groups, by=by, prior=prior, least=least))

    def concordance(
        self,
        term: str,
        *,
        of: str = "words",
        referent: str | None = None,
        voice: str = "own",
        n: int | None = None,
        seed: int = 0,
        **where: object,
    ) -> pd.DataFrame:
        """Give the places of a word or phrase, or of a word beside a referent, with their sentences.

        Parameters
        ----------
        term, of, referent, voice
            As in a row and in the arguments of `keywords`.
        n, seed
            Draw at most so many rows.
        **where
            Column = value: ``outlet="Courier"``, or a column of the articles.

        Returns
        -------
        DataFrame
            ``article_id, outlet, part, sentence, start, end, text, voice, ..., sentence_text, title, date``.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["It rained. The tide rose."]})
        >>> framing.analyze(texts, "syria").concordance("tide")["sentence_text"].tolist()
        ['The tide rose.']
        """
        self._check(of, referent, voice)
        if of in SLOTS:
            rows = self._beside(str(referent))
            rows = rows[(rows["slot"] == of) & (rows["term"] == term)]
        else:
            rows = find_term(term, self._words, self.articles, self.sentences)
        rows = rows if voice == "all" else rows[rows["voice"] == voice]
        return self._named(measure.evidence(rows, self.sentences, self.articles, where, n=n, seed=seed))

    def _check(self, of: str, referent: str | None, voice: str) -> None:
        """Raise unless the options go together."""
        measure.check_choice("of", of, _KINDS)
        measure.check_choice("voice", voice, [*SPOKEN, "all"])
        if voice != "all" and not self.has_syntax:
            raise FramingError(f"voice={voice!r} needs parsed sentences, and these were not; choose voice='all'.")
        if (of in SLOTS) != (referent is not None):
            which = f"of={of!r} needs a referent" if of in SLOTS else f"of={of!r} takes no referent"
            raise FramingError(f"{which}; give both, as in of='modifiers', referent={self.lexicon.actors[:1]}.")
        if referent is not None and referent not in self.lexicon.referents:
            raise FramingError(f"no referent {referent!r}. {did_you_mean(referent, self.lexicon.referents)}")
        if of in SLOTS and not self.has_syntax:
            raise FramingError(f"of={of!r} needs parsed sentences; analyze with syntax=True, and with a spaCy model.")

    def _terms(self, of: str, referent: str | None, voice: str, least: int) -> measure.TermCounts:
        """Count what is asked for in each article."""
        self._check(of, referent, voice)
        if of in SLOTS:
            rows = self._beside(str(referent))
            rows = rows[(rows["slot"] == of) & (rows["voice"].eq(voice) | (voice == "all"))]
            return measure.count_beside(rows, self.articles)
        words = self._words.only(voice)
        if of == "words":
            return measure.count_words(words, len(self.articles))
        return measure.count_phrases(words, len(self.articles), least=least)

    @cached_property
    def _words(self) -> Words:
        """The words of all articles, read at first use; in a `subset` of headlines, those of headlines."""
        words = read_words(self.articles, self.attributions, parsed=self.has_syntax)
        return words.of_parts(set(self.sentences["part"])) if len(self.sentences) else words

    @cached_property
    def _neighbours(self) -> dict[str, pd.DataFrame]:
        return {}

    def _beside(self, referent: str) -> pd.DataFrame:
        """Read what stands beside a referent, in every voice; remembered, because it parses."""
        if referent not in self._neighbours:
            model = str(find_model())
            voices = voices_of(self.references, self.attributions)
            places = places_of(self.mentions, self.references, referent, voices)
            self._neighbours[referent] = find_beside(
                places, self.sentences, self.articles, self.lexicon, nlp=load_model(model), lemmas=load_lemmas(model)
            )
        return self._neighbours[referent]

    def suggest_pairs(self, *, referent: str | None = None, n: int = 50, syntax: bool = True) -> pd.DataFrame:
        """Suggest names that the lexicon lacks: used where others use one of its names; see `framing.match.pairs`.

        Parameters
        ----------
        referent : str, optional
            Suggest names of this actor only.
        n : int
            How many.
        syntax : bool
            Whether some sentences of each candidate are parsed, if a spaCy model is installed, to leave out what is no
            noun.

        Returns
        -------
        DataFrame
            ``referent, name, variants, known, score, slots, composed, together, n, articles, outlets, example,
            article_id, known_example, known_article_id``; the best first. For a person to judge.

        Raises
        ------
        FramingError
            If the lexicon has no such actor.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> towns = ["Elm", "Oak", "Ash", "Fir", "Yew"]
        >>> texts = [f"The {name} shelled {town}." for town in towns for name in ("junta", "Syrian regime")]
        >>> articles = pd.DataFrame({"outlet": ["Courier", "Herald"] * 5, "text": texts[:5] + texts[5:]})
        >>> articles["outlet"] = ["Courier", "Herald", "Post"] * 3 + ["Courier"]
        >>> found = framing.analyze(articles, "syria", syntax=False).suggest_pairs(n=1)
        >>> found[["referent", "name", "known"]].values.tolist()
        [['syrian_government', 'junta', 'Syrian regime']]
        """
        actors = [r.id for r in self.lexicon.referents.values() if r.kind in ("actor", "people")]
        if referent is not None and referent not in actors:
            raise FramingError(f"no actor {referent!r} in the lexicon. {did_you_mean(referent, actors)}")
        model = find_model() if syntax else None
        found = suggest_pairs(
            self._words, self.tables, self.articles, self.lexicon, referent=referent, n=n,
            nlp=load_model(model) if model else None,
        )  # fmt: skip
        return self._named(found)

    def features(self) -> pd.DataFrame:
        """Give each article's own shares of labels, voices and blame, as numbers to learn from.

        Returns
        -------
        DataFrame, shape (articles, features)
            Columns ``labels:referent:stance``, ``voice:own``, ``blame:target``; missing where an article has nothing
            to take a share of.

        See Also
        --------
        framing.FramingVectorizer : The same as a step of scikit-learn's pipelines.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
        >>> framing.analyze(texts, "syria").features()["labels:syrian_government:critical"].tolist()
        [1.0]
        """
        names = measure.feature_names(self.lexicon.choices, self.lexicon.targets)
        return measure.features(self.mentions, self.claims, self.articles, names)

    def predictability(self, *, by: str = "outlet", permutations: int = 100, seed: int = 0) -> measure.Predictability:
        """Ask whether a classifier can tell the outlet from the framing alone; see `framing.measure.predictability`.

        Parameters
        ----------
        by : str
            ``"outlet"``, or another column of the articles.
        permutations : int
            Shufflings behind p; 0 for none.
        seed : int
            Seed of folds, shufflings and resamples.

        Returns
        -------
        Predictability

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "It rained."]})
        >>> framing.analyze(texts, "syria").predictability().verdict
        'not enough evidence (fewer than two values of outlet have 10 articles)'
        """
        words = measure.count_words(self._words, len(self.articles)).matrix
        shares = self.features()
        return measure.predictability(shares, words, self.articles, by=by, permutations=permutations, seed=seed)
