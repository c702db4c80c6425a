"""The report is read the way a browser would: every number leads somewhere, and nothing comes from outside."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from test_show_composed import NAMES, NASTY, Composed

from framing.errors import FramingError
from framing.show import write_report
from framing.show.report.evidence import MOST_ARTICLES, Evidence
from framing.show.report.filters import Filters
from framing.show.report.summary import said_of_blame, said_of_differences

VOID = {"meta", "col", "link", "br", "img", "input", "hr", "wbr", "path", "use"}


class Page(HTMLParser):
    """What the tests ask of a page: tags with attributes, ids, links, tables, and the text by element id."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.tables, self.words, self.problems = [], [], [], {}, []
        self.feed(page)
        self.close()
        self.ids = [attrs["id"] for _, attrs in self.tags if "id" in attrs]
        self.links = [attrs["href"] for tag, attrs in self.tags if tag == "a"]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append({"text": "", "small": "", "links": [], "tag": tag})
        if tag == "a" and self._inside("table"):
            self.tables[-1][-1][-1]["links"].append(attrs["href"])
        if tag not in VOID:
            self.open.append((tag, attrs.get("id")))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.problems.append((tag, self.open[-3:]))

    def handle_data(self, data):
        for _, ident in self.open:
            if ident:
                self.words[ident] = self.words.get(ident, "") + data
        if self._inside("td") or self._inside("th"):
            self.tables[-1][-1][-1]["small" if self._inside("small") else "text"] += data

    def _inside(self, tag):
        return any(name == tag for name, _ in self.open)


def report(tmp_path, composed=None, **options):
    path = write_report(composed or Composed(), tmp_path / "report.html", **options)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    return report(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_every_element_is_closed_and_every_id_is_its_own(page):
    assert not page.problems
    assert [tag for tag, _ in page.open] == []
    assert len(page.ids) == len(set(page.ids))


def test_nothing_comes_from_outside_and_nothing_runs(html, page):
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base"}
    for tag, attrs in page.tags:
        assert not [key for key in attrs if key.startswith("on")]
        assert not {"src", "srcset", "action"} & set(attrs)
        if tag != "a":
            assert not [value for value in attrs.values() if value and re.search(r"https?:|javascript:|//", value)]
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.S))
    assert "@import" not in styles
    assert not re.search(r"url\((?!#)", styles)
    (policy,) = [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert {attrs.get("type") for tag, attrs in page.tags if tag == "button"} == {"reset"}


def test_each_choice_of_a_filter_has_its_rule_and_something_to_show(html, page):
    options = [attrs["value"] for tag, attrs in page.tags if tag == "option"]
    rules = re.findall(r'#by-(outlet|about) option\[value="(\d+)"\]:checked\) \[data-([or])~="(\d+)"\]', html)
    assert [asked for _, asked, _, _ in rules] == [value for value in options if value]
    assert all(asked == shown and name[0] in {"o": "o", "r": "a"}[kind] for name, asked, kind, shown in rules)
    shown = {"o": set(), "r": set()}
    for _, attrs in page.tags:
        for kind, codes in shown.items():
            codes.update((attrs.get(f"data-{kind}") or "").split())
    assert {"outlet": shown["o"], "about": shown["r"]} == {
        "outlet": {str(number) for number in range(3)},
        "about": {str(number) for number in range(5)},  # government, rebels, being killed, civilians, monitors
    }


def test_what_a_filter_hides_names_who_it_belongs_to():
    filters = Filters(Composed())
    assert dict(filters.outlets)["0"] == "Hill Courier"
    assert filters.marks("Hill Courier", "nobody there", about=["rebels", "unspecified"]) == ' data-o="0" data-r="1"'
    assert filters.marks("nobody there") == ' data-o=""'
    assert filters.marks() == ""
    assert [name for _, name in filters.about] == sorted(NAMES.values(), key=str.casefold)


def test_every_link_has_its_target(page):
    assert len(page.links) > 100
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_every_number_but_zero_leads_to_its_sentences(page):
    counted = 0
    for table in page.tables:
        for row in table[1:]:
            for cell in row[1:]:
                number = re.fullmatch(r"[<>]?\s?[\d.,]+(%| points)?", cell["text"].strip())
                if number and not re.fullmatch(r"0%?", cell["text"].strip()):
                    counted += 1
                    assert cell["links"], cell
    assert counted > 60


def test_the_sentences_behind_a_count_are_as_many_as_it_says():
    composed = Composed()
    evidence = Evidence(composed, with_articles=True)
    behind = {}

    def count(group):
        behind[group.anchor] = len(group.entries) + sum(count(inner) for inner in group.groups)
        return behind[group.anchor]

    for groups in evidence.chapters.values():
        for group in groups:
            count(group)
    for row in composed.labels().query("n > 0").to_dict("records"):
        assert behind[evidence.of_labels(row["outlet"], row["referent"], row["stance"])[1:]] == row["n"]
    ways = {"own_voice": "in the outlet's own words", "attributed": "attributed", "denied": "denied"}
    for row in composed.blame().dropna(subset="target").to_dict("records"):
        for column, way in ways.items():
            if row[column]:
                link = evidence.link("claims", row["outlet"], row["target"], way)
                assert behind[link[1:]] == row[column]


def test_each_group_of_sentences_leads_back_to_the_row_that_led_to_it(page):
    rows = {attrs["id"]: number for number, (tag, attrs) in enumerate(page.tags) if tag == "tr" and "id" in attrs}
    groups = [(n, attrs["id"]) for n, (tag, attrs) in enumerate(page.tags) if tag == "div" and "id" in attrs]
    assert len(groups) > 30
    ends = [number for number, _ in groups[1:]] + [len(page.tags)]
    sections = {"#names", "#blame", "#agency", "#sources"}  # where no row leads to a group
    led_from_rows = 0
    for (number, group), end in zip(groups, ends, strict=True):
        for tag, attrs in page.tags[number:end]:
            if tag == "a" and attrs.get("title") == "back to the table" and attrs["href"] not in sections:
                start = rows[attrs["href"][1:]]
                after = min([n for n in rows.values() if n > start] or [number])
                assert f"#{group}" in {attrs["href"] for tag, attrs in page.tags[start:after] if tag == "a"}
                led_from_rows += 1
    assert led_from_rows > 20


def test_each_sentence_leads_on_to_its_article(page):
    composed = Composed()
    on = [link for link in page.links if re.fullmatch(r"#a\d+[ht]\d+", link)]
    assert len(on) >= len(composed.mentions) + len(composed.claims) + len(composed.attributions)
    assert page.words["a1t0"] == "The regime shelled a market."


def test_readers_see_names_never_ids(page):
    words = " ".join(page.words[section] for section in ("summary", "names", "blame", "agency", "evidence"))
    assert NAMES["government"] in words
    for ident in ("killing", "observers", "own_voice", "agentless_passive", "sentence_length"):
        assert ident not in words


def test_the_summary_states_counts_interval_and_refusal(page):
    summary = page.words["summary"]
    said = (
        "Northland government: critical names, such as “regime”, in Hill Courier, 100% (8 of 8; 95% interval 68–100%)."
    )
    assert said in summary
    few = "Hill rebels: too few choices for shares; critical names, such as “terrorists”, 3 of 3 in Northland"
    assert few in summary
    assert "Harm for which the sentence names nobody: in Hill Courier, 17% (1 of 6; 95% interval 3–56%)." in summary
    assert "Of 3 differences tested between outlets, 3 stand after correction (q < .05)." in summary


def test_a_note_that_holds_for_a_whole_row_is_said_once_at_the_foot(html, page):
    rows = {row[0]["text"].strip(): row for row in page.tables[1][1:]}
    wire = rows["Northland Wirea"]
    foot = html[html.index("Names: Northland government") :]
    assert re.search(r'<p class="notes"><sup>a</sup> (.*?)</p>', foot)[1] == "not enough evidence"
    assert [cell["text"].strip() for cell in wire[1:]] == ["1", "33%", "2", "67%", "0", "0%", "3", "3"]
    assert {cell["small"] for cell in wire[1:]} == {""}
    assert [cell["small"] for cell in rows["Hill Courier"][2::2]] == ["0–32%", "0–32%", "68–100%", ""]


def test_charts_are_drawn_inline_with_words_for_those_who_cannot_see_them(page):
    charts = [attrs["aria-label"] for tag, attrs in page.tags if tag == "svg"]
    assert len(charts) == 3 + 5 + 1 + 1  # of two pairs of outlets one has nothing that is sure; and the map
    assert any(chart.startswith("Who is held responsible for harm.") for chart in charts)


def test_dangerous_texts_come_out_as_text(html, page):
    assert page.words["a10t0"] == NASTY
    assert "<script" not in html


@pytest.mark.parametrize("outlet", ['"><script>alert(1)</script>', "A & B <i>", "\u202eelbat", "$x$", "x" * 10_000])
def test_dangerous_names_come_out_as_text(tmp_path, outlet):
    composed = Composed()
    for table in (composed.articles, composed.mentions, composed.claims, composed.attributions):
        table["outlet"] = table["outlet"].replace("Hill Courier", outlet)
    page = Page(report(tmp_path, composed))
    assert not page.problems
    assert "script" not in {tag for tag, _ in page.tags}
    assert outlet in [row[0]["text"] for row in page.tables[0]]


def test_unprintable_characters_do_not_reach_the_page(tmp_path):
    composed = Composed()
    composed.articles.loc[0, "title"] = "Nul\x00 and bell\x07"
    assert "Nul\ufffd and bell\ufffd" in report(tmp_path, composed)


def test_snippets_keep_whole_articles_out(tmp_path):
    page = Page(report(tmp_path, texts="snippets"))
    assert "article" not in {tag for tag, _ in page.tags}
    assert "Snow fell." not in str(page.words)
    assert "The regime shelled a market." in page.words["evidence"]
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_without_syntax_the_report_says_what_is_missing(tmp_path):
    page = Page(report(tmp_path, Composed(syntax=False)))
    assert "claims of responsibility and reported speech are missing" in page.words["summary"]
    assert "No claims of responsibility were found" in str([attrs for tag, attrs in page.tags if tag == "svg"])
    assert "in any voice" in page.words["names"]
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_one_outlet_alone_has_a_report_without_comparison(tmp_path):
    composed = Composed()
    for name in ("articles", "mentions", "claims", "attributions"):
        table = getattr(composed, name)
        setattr(composed, name, table[table["outlet"] == "Hill Courier"].reset_index(drop=True))
    page = Page(report(tmp_path, composed))
    assert "compare" not in page.ids
    assert "In 2 more outlets" not in page.words["summary"]


def test_articles_without_any_finding_have_a_report(tmp_path):
    composed = Composed()
    for name in ("mentions", "claims", "attributions"):
        setattr(composed, name, getattr(composed, name).head(0))
    composed.articles["date"] = pd.NaT
    page = Page(report(tmp_path, composed))
    assert "Nothing of what the lexicon lists was found" in page.words["summary"]
    assert "No evidence was found." in page.words["evidence"]


def test_a_large_corpus_prints_a_part_of_its_articles_and_says_so(tmp_path):
    composed = Composed(copies=30)
    assert len(composed.articles) > MOST_ARTICLES
    page = Page(report(tmp_path, composed))
    assert "200 of 300 articles are printed here" in page.words["articles"]
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert sum(tag == "article" for tag, _ in page.tags) == MOST_ARTICLES


def test_much_evidence_is_sampled_and_the_report_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("framing.show.report.evidence.MOST_SENTENCES", 200)
    page = Page(report(tmp_path, Composed(copies=10)))
    assert "more evidence than a page can hold" in page.words["evidence"]
    assert re.search(r"\d+ more\n", page.words["evidence"])
    assert sum(tag == "li" for tag, _ in page.tags) < 400
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_a_hundred_articles_stay_under_two_megabytes(tmp_path):
    composed = Composed(copies=10)
    assert len(composed.articles) == 100
    assert len(report(tmp_path, composed).encode()) < 2_000_000


def test_the_same_analysis_gives_the_same_file(tmp_path, html):
    assert report(tmp_path) == html


def test_the_file_appears_only_when_complete(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old")
    broken = Composed()
    monkeypatch.setattr(broken, "blame", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_report(broken, path)
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]
    assert write_report(Composed(), path) == path
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FramingError, match="There is no folder .*missing' to write 'report.html' into: make it first"):
        write_report(Composed(), tmp_path / "missing" / "report.html")


def test_an_unknown_kind_of_texts_is_named(tmp_path):
    with pytest.raises(FramingError, match="texts='snippet' is not known. Did you mean 'snippets'"):
        write_report(Composed(), tmp_path / "report.html", texts="snippet")


def test_the_title_given_heads_the_page(tmp_path):
    assert "<h1>Market &amp; school</h1>" in report(tmp_path, title="Market & school")


def test_the_report_says_what_it_covers(tmp_path):
    composed = Composed()
    composed.parameters |= {
        "syntax": True, "model": "sm 3.8.0", "stories": "given", "wire": "exclude", "wire_copy": {"AFP": 2},
        "subset": [{"where": "part=title, month=2020-03", "of_articles": 30, "outlets": []}],
        "copies": "once", "copies_found": {"copies": 3, "of": 2, "left_out": 3},
        "repeats": "exclude", "repeats_found": {"sentences": 4},
        "corrections": [{"coder": "<Ada>", "unit": "u1", "change": "x"}] * 7,
    }  # fmt: skip
    html = report(tmp_path, composed)
    page = Page(html)
    method, summary = (" ".join(page.words[place].split()) for place in ("method", "summary"))
    for words in ("Only a part of what was read, headlines alone, month=2020-03, of 30 articles.",
                  "They were left out: no number or sentence of this report is from them.",
                  "3 articles are copies of 2 others. The copies were left out", "counts not at all",
                  "7 readings of the program were replaced by those of a coder (<Ada>)"):  # fmt: skip
        assert words in method and words in summary
    assert "parsed with the language model sm 3.8.0" in method and "given with the articles" in method
    assert "'coder'" not in html and "of_articles" not in html


def test_a_report_of_everything_says_so(page):
    assert "Everything that was read is counted" in " ".join(page.words["method"].split())


def test_one_outlet_alone_is_not_set_against_others(tmp_path):
    composed = Composed()
    kept = composed._outlets()[0]
    for name in ("articles", "mentions", "claims", "attributions"):
        table = getattr(composed, name)
        setattr(composed, name, table[table["outlet"] == kept])
    sections = set(Page(report(tmp_path, composed)).ids)
    assert not sections & {"compare", "standardised", "distances", "map", "sensitivity"}


def test_outlets_with_few_articles_have_one_group_where_cells_are_many(monkeypatch):
    import framing.show.report.evidence as module

    monkeypatch.setattr(module, "MOST_SENTENCES", 10)
    monkeypatch.setattr(module, "MOST_DETAILED", 1)
    composed = Composed()
    evidence = Evidence(composed, with_articles=True)
    assert evidence.brief == {"Northland Wire", "The Evening Correspondent of the Outer Provinces and Islands"}
    (whole,) = [group for group in evidence.chapters["names"] if group.heading == "Northland Wire"]
    found = (composed.mentions["outlet"] == "Northland Wire").sum()
    assert not whole.groups and len(whole.entries) + whole.left_out == found
    assert evidence.of_labels("Northland Wire", "rebels", "critical") == f"#{whole.anchor}"
    (detailed,) = [group for group in evidence.chapters["names"] if group.heading == "Hill Courier"]
    assert detailed.groups


def test_no_more_words_are_printed_than_a_page_holds(monkeypatch):
    import framing.show.report.evidence as module

    monkeypatch.setattr(module, "MOST_ARTICLES", 5)
    monkeypatch.setattr(module, "MOST_WORDS", 40)
    evidence = Evidence(Composed(), with_articles=True)
    words = [len(evidence.articles[ident]["text"].split()) for ident in evidence.shown]
    assert 1 < len(words) < 5 and sum(words) <= 40


def test_a_summary_of_little_names_words_nobody_and_how_many_stories_there_are():
    blamed = pd.DataFrame({"outlet": ["Courier"] * 4, "target": ["other", "unspecified", "army", None],
                           "claims": [9, 8, 1, 3], "total": 21, "share": [9 / 21, 8 / 21, 1 / 21, 3 / 21],
                           "low": None, "high": None})  # fmt: skip
    said = [str(finding.text) for finding in said_of_blame(blamed)]
    few = "too few reports for shares;"
    assert said == [f"Army held responsible for harm: {few} 1 of 21 in Courier.",
                    f"Harm for which the sentence names nobody: {few} 3 of 21 in Courier."]  # fmt: skip
    table = pd.DataFrame({"q": [None], "stories": [2]})
    assert "six shared stories (here are 2 at most)" in str(said_of_differences(table)[0].text)
