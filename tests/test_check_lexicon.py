"""check_lexicon says where to look before a lexicon's numbers are believed; each finding is counted by hand here."""

import subprocess
import sys

import pandas as pd
import pytest

import framing
from framing import authoring, measure, show
from framing.__main__ import main
from framing.errors import FramingError, LexiconError

LEXICON = """lexicon: strike
version: 1.0.0
language: en
title: Strike
extends: [conflict]
referents:
  company:
    name: Harbour company
    kind: actor
    aliases: [Hales]
    demonyms: [Halish]
    labels:
      neutral: [company, Halish office]
      critical: [fat cats, Halish cartel]
  union: {name: Dockers, kind: actor, aliases: [UDW], labels: {neutral: [docker(s)], critical: [mob]}}
  shutdown: {name: The strike, kind: event, labels: {neutral: [strike], critical: [shutdown]}}
shared:
  - {forms: [troublemakers], stance: critical, actors: [union, company]}
"""
TEXTS = [
    ("Courier", "The company met Hales. The company left, and the fat cats laughed. The Halish cartel won."),
    ("Courier", 'The company rested. It said: "The mob came." The Norse company paid. The Halish clique met.'),
    ("Herald", "The dockers met UDW. Troublemakers came. The Halish clique and the Halish office met."),
    ("Herald", "It rained all day. A clique of gulls sat by the office."),
]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "strike.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    return framing.load_lexicon(path)


@pytest.fixture(scope="module")
def articles():
    return framing.read_articles(pd.DataFrame(TEXTS, columns=["outlet", "text"]))


@pytest.fixture(scope="module")
def check(lexicon, articles):
    return framing.check_lexicon(framing.analyze(articles, lexicon, syntax=False))


def test_coverage_counts_articles_with_a_choice(check):
    rows = check.coverage.set_index(["outlet", check.coverage["referent"].fillna("all")])
    columns = ["articles", "covered", "share", "choices"]
    assert rows.loc[("Courier", "all"), columns].tolist() == [2, 2, 1.0, 7]
    assert rows.loc[("Herald", "all"), columns].tolist() == [2, 1, 0.5, 3]
    assert rows.loc[("Courier", "company"), columns].tolist() == [2, 2, 1.0, 6]
    assert rows.loc[("Herald", "shutdown"), columns].tolist() == [2, 0, 0.0, 0]
    assert len(rows) == 2 * 4


def test_articles_without_any_choice_are_listed(check):
    assert check.uncovered[["article_id", "outlet"]].values.tolist() == [["4", "Herald"]]


def test_terms_are_counted_and_dead_ones_noted(check):
    terms = check.terms.set_index(["referent", "label"])
    assert terms.loc[("company", "company"), ["n", "articles", "outlets"]].tolist() == [4, 2, 1]
    assert terms.loc[("company", "company"), "share"] == 4 / 7
    assert terms.loc[("union", "mob"), ["n", "quoted", "quoted_share"]].tolist() == [1, 1, 1.0]
    assert terms.loc[("shutdown", "strike"), "note"] == "never found"
    assert pd.isna(terms.loc[("shutdown", "strike"), "share"])
    assert terms.loc[("company", "troublemakers"), "note"] == "found for others only"
    assert terms.loc[("union", "troublemakers"), ["n", "note"]].tolist() == [1, ""]
    assert len(terms) == len(check.lexicon.choices)


def mentions(*rows):
    table = pd.DataFrame(rows, columns=["outlet", "referent", "stance", "label", "voice", "times"])
    table = table.loc[table.index.repeat(table.pop("times"))].reset_index(drop=True)
    return table.assign(article_id="a", part="text", sentence=0)


def test_what_dominates_or_is_quoted_is_noted_from_ten_mentions_on():
    rows = [("A", "army", "neutral", "army", "own", 10), ("A", "army", "critical", "junta", "quoted", 9)]
    rows += [("A", "navy", "critical", "pirates", "quoted", 10), ("A", "navy", "neutral", "navy", "own", 11)]
    rows += [("A", "mob", "critical", "mob", "own", 50)]
    found = mentions(*rows)
    notes = measure.lexicon.terms(found, found).set_index("label")["note"].to_dict()
    assert notes == {
        "army": "dominates", "junta": "", "pirates": "mostly in quotations", "navy": "dominates", "mob": "",
    }  # fmt: skip


def test_influence_is_the_share_with_the_term_taken_out():
    rows = [("A", "army", "neutral", "army", "own", 6), ("A", "army", "critical", "junta", "own", 3)]
    rows += [("A", "army", "critical", "regime", "own", 1), ("A", "army", "critical", "junta", "quoted", 5)]
    rows += [("B", "army", "critical", "junta", "own", 2)]
    found = mentions(*rows)
    table = measure.lexicon.influence(found, found).set_index(["outlet", "label"])
    for label in ("army", "junta", "regime"):  # taken out for good, and measured again as any analysis would
        rest = found[(found["label"] != label) & (found["outlet"] == "A") & (found["voice"] == "own")]
        without = (rest["stance"] == table.loc[("A", label), "stance"]).mean()
        assert table.loc[("A", label), "share_without"] == pytest.approx(without)
    assert table.loc[("A", "junta"), ["n", "choices", "share"]].tolist() == [3, 10, 0.4]
    assert pd.isna(table.loc[("B", "junta"), "share_without"])
    assert table.loc[("B", "junta"), "note"] == "not enough evidence (n=2)"
    assert table.index[-1] == ("B", "junta")
    everybody = measure.lexicon.influence(found, found, voice="all").set_index(["outlet", "label"])
    assert everybody.loc[("A", "junta"), "n"] == 8


def test_influence_agrees_with_a_lexicon_without_the_line(lexicon, articles, check, tmp_path):
    shorter = tmp_path / "strike.yaml"
    shorter.write_text(LEXICON.replace("[fat cats, Halish cartel]", "[Halish cartel]"), encoding="utf-8")
    labels = framing.analyze(articles, shorter, syntax=False).labels(voice="all", referent="company")
    wanted = labels[(labels["outlet"] == "Courier") & (labels["stance"] == "critical")]["share"].item()
    row = check.influence.query("outlet == 'Courier' and label == 'fat cats'")
    assert row["share_without"].item() == pytest.approx(wanted) == pytest.approx(1 / 5)


def test_doubtful_terms_come_with_reason_and_sentence(articles, tmp_path):
    more = [("Herald", "Norse company men sang. Our Norse company paid. Troublemakers sang. A fine company sang.")]
    texts = pd.DataFrame([*articles[["outlet", "text"]].values.tolist(), *more], columns=["outlet", "text"])
    path = tmp_path / "strike.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    found = framing.check_lexicon(path, texts, syntax=False).ambiguous.set_index("reason")
    shared = found.loc["shared, and none of its actors is named in the sentence"]
    assert shared[["referent", "label", "n", "of"]].tolist() == ["union", "troublemakers", 2, 2]
    assert shared["example"] == "Troublemakers came."
    longer = found.loc["part of a longer name"]  # not the one that opens a sentence
    assert longer[["label", "n", "of", "example"]].tolist() == ["company", 2, 7, "The Norse company paid."]
    alone = found.loc["its referent is not named otherwise in the article"]
    assert alone[["label", "n", "of"]].tolist() == ["company", 5, 7]  # in the second and the last article


def test_words_in_a_labels_place_are_candidates(check):
    assert check.candidates[["referent", "word", "slot", "n", "articles"]].values.tolist() == [
        ["company", "clique", "behind", 2, 2]
    ]
    row = check.candidates.iloc[0]
    assert row["in_slot"] == pytest.approx(2 / 3)
    assert row["example"] == "Halish clique"
    assert 0 < row["likeness"] <= 1


def test_the_order_of_articles_does_not_matter(lexicon, articles, check):
    turned = framing.check_lexicon(lexicon, articles.iloc[::-1], syntax=False)
    for name in ("coverage", "terms", "influence"):
        pd.testing.assert_frame_equal(getattr(turned, name), getattr(check, name))


def test_what_stands_out_is_said_in_words(check):
    assert repr(check) == (
        "<LexiconCheck of strike 1.0.0: 3 of 4 articles make a choice; 7 terms found, 2 never; "
        "1 ambiguous (company); 1 perhaps missing (clique)>"
    )


def test_nothing_found_is_no_failure(lexicon):
    texts = pd.DataFrame({"outlet": ["A"], "text": ["It rained all day long."]})
    empty = framing.check_lexicon(lexicon, texts, syntax=False)
    assert len(empty.uncovered) == 1
    assert empty.influence.empty and empty.candidates.empty and empty.ambiguous.empty
    assert "nothing to draw" in show.alt_text(show.influence(empty.influence))


def test_an_analysis_is_not_found_again(corpus, monkeypatch):
    monkeypatch.setattr("framing.check.analyze", lambda *a, **k: pytest.fail("found twice"))
    found = framing.check_lexicon(corpus)
    assert found.terms["n"].sum() == len(corpus.mentions)
    own = (corpus.mentions["voice"] == "own").sum()
    assert found.influence["n"].sum() == own


@pytest.mark.parametrize("given", [lambda r: (r, r.articles), lambda r: ("syria", r), lambda r: ("syria",)])
def test_articles_come_once(corpus, given):
    with pytest.raises(FramingError, match="Analysis"):
        framing.check_lexicon(*given(corpus))


def test_tables_are_written_once(check, tmp_path):
    folder = check.to_csv(tmp_path / "check")
    assert {p.stem for p in folder.iterdir()} == {
        "coverage", "uncovered", "terms", "ambiguous", "candidates", "influence",
    }  # fmt: skip
    assert pd.read_csv(folder / "terms.csv")["n"].sum() == check.terms["n"].sum()
    with pytest.raises(FramingError, match="exists; choose another folder"):
        check.to_csv(folder)


# Shown


def test_the_chart_draws_a_dot_for_each_outlet(corpus):
    table = framing.check_lexicon(corpus).influence
    ax = show.influence(table, referent="syrian_government", most=3)
    enough = table[(table["note"] == "") & table["change"].notna() & (table["referent"] == "syrian_government")]
    labels = [tick.get_text().split("\n")[0] for tick in ax.get_yticklabels()]
    drawn = [sorted(round(float(x), 9) for x, _ in c.get_offsets()) for c in ax.collections if len(c.get_offsets())]
    dots = [d for d in drawn if d]
    expected = [sorted(enough[enough["label"] == label]["change"].round(9)) for label in labels]
    assert [d for d in dots if d in expected] == expected
    assert len(labels) == 3
    assert "without" in show.alt_text(ax)
    with pytest.raises(FramingError, match="no referent"):
        show.influence(table, referent="nobody")


def test_the_report_has_the_section_only_if_asked(corpus, tmp_path):
    check = framing.check_lexicon(corpus)
    files = [
        framing.write_report(corpus, tmp_path / f"{number}.html", texts="snippets", check=given)
        for number, given in enumerate((None, check))
    ]
    plain, asked = (file.read_text(encoding="utf-8") for file in files)
    assert 'id="lexicon"' not in plain
    assert 'href="#lexicon"' in asked
    for words in ("How the lexicon fits", "Words that may be missing", "Articles that make a choice"):
        assert words in asked and words not in plain


# On the command line


def test_a_new_lexicon_loads_works_and_is_not_overwritten(tmp_path, capsys):
    path = tmp_path / "my strike.yaml"
    assert main(["lexicon", "new", str(path)]) == 0
    assert main(["lexicon", "check", str(path)]) == 0
    said = capsys.readouterr().out
    assert "my_strike 0.1.0: no errors." in said
    assert "Guards: 1" in said
    texts = pd.DataFrame({"outlet": ["A"], "text": ["The management ate. The harbour management fed strikers."]})
    found = framing.analyze(texts, path, syntax=False).mentions
    assert found["text"].tolist() == ["management", "strikers"]
    assert main(["lexicon", "new", str(path)]) == 2
    assert "exists; choose another name." in capsys.readouterr().err
    assert main(["lexicon", "new", str(tmp_path / "x.txt")]) == 2
    assert main(["lexicon", "new", str(tmp_path / "none" / "x.yaml")]) == 2


def test_check_lists_errors_line_by_line(tmp_path, capsys):
    path = tmp_path / "bad.yaml"
    path.write_text(LEXICON.replace("kind: actor", "kind: actr"), encoding="utf-8")
    assert main(["lexicon", "check", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "framing: 2 errors:"
    assert lines[1].startswith(f"{path}:9: unknown kind 'actr'.")
    assert len(lines) == 3


def test_check_on_articles_prints_and_writes_the_tables(lexicon, articles, tmp_path, capsys):
    articles[["outlet", "text"]].to_csv(tmp_path / "news.csv", index=False)
    file = lexicon.to_yaml(tmp_path / "strike.yaml")
    out = tmp_path / "tables"
    words = ["lexicon", "check", str(file), "--on", str(tmp_path / "news.csv"), "--no-syntax", "--quiet"]
    assert main([*words, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    for part in ("strike 1.0.0: no errors.", "3 of 4 articles make a choice", "clique", str(out)):
        assert part in said
    assert "Labels of one stance" not in said
    terms = pd.read_csv(out / "terms.csv")
    never = terms.loc[terms["note"] == "never found", "label"]
    assert len(never) and f"Never found ({len(never)} of {len(never)}): {', '.join(never)}\n" in said
    assert (out / "terms.csv").is_file()
    assert main([*words, "--out", str(out)]) == 2
    assert main(["lexicon", "check", str(file), "--out", str(out)]) == 2


def test_scores_that_do_not_change_hang_on_nothing(lexicon, tmp_path):
    texts = ["The company met its Halish office.", "The mob met a docker."]
    pd.DataFrame({"outlet": "Courier", "text": texts}).to_csv(tmp_path / "news.csv", index=False)
    file = lexicon.to_yaml(tmp_path / "strike.yaml")
    changes = framing.check_lexicon(lexicon, tmp_path / "news.csv", syntax=False).influence["change"]
    said = authoring.check(str(file), str(tmp_path / "news.csv"), syntax=False)
    assert (changes == 0).any() and (changes != 0).any()
    assert f"one term ({sum(changes != 0)} of {sum(changes != 0)}):" in said


def test_a_referent_without_a_rival_stance_is_pointed_out(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_text(LEXICON.replace("neutral: [strike], ", ""), encoding="utf-8")
    assert "Labels of one stance only, so that nothing can differ: shutdown" in authoring.check(str(path), None)
    with pytest.raises(LexiconError, match="no lexicon file"):
        authoring.check("none.yaml", None)


def test_help_names_the_actions():
    ran = subprocess.run(
        [sys.executable, "-m", "framing", "lexicon", "--help"], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert "check" in ran.stdout and "new" in ran.stdout
