"""Tables for readers: every value of the result table, in words, and safe in HTML, LaTeX and Markdown."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from test_show_composed import NASTY, Composed

from framing import load_lexicon, show

ODD = 'A & B_1 <b> 50% $x$ #1 {y} ~ ^ \\end{table} | `c` "“q”"'


class Grid(HTMLParser):
    """The cells of every table of a page, each as its text."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.tags, self.inside = [], set(), False
        self.feed(str(page))

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def labels():
    table = Composed().labels()
    table.loc[0, "outlet"] = ODD
    return table


def test_every_row_and_count_of_the_table_is_there():
    table = labels()
    grid = Grid(show.table(table).to_html()).rows
    assert grid[0] == ["outlet", "referent", "stance", "n", "choices", "articles", "share (95% interval)"]
    assert len(grid) == len(table) + 1
    for line, row in zip(grid[1:], table.to_dict("records"), strict=True):
        assert line[0] == row["outlet"]
        assert line[1] == table.attrs["names"][row["referent"]]
        assert [int(cell) for cell in line[3:6]] == [row["n"], row["choices"], row["articles"]]
        if pd.notna(row["share"]):
            assert abs(int(line[6].split("%")[0]) / 100 - row["share"]) <= 0.005


def test_a_share_stands_with_its_interval_or_with_the_reason_why_there_is_none():
    table = show.table(Composed().labels())
    for row in table.rows:
        cell = row.cells[-1]
        assert bool(cell.small) != bool(cell.note)
    assert [note[:19] for note in table.notes] == ["not enough evidence"] * len(table.notes)
    letters = [row.cells[-1].note for row in table.rows if row.cells[-1].note]
    assert set(letters) == set("abcdefgh"[: len(table.notes)])


def test_differences_are_points_with_a_sign_and_chances_have_no_leading_zero():
    frame = pd.DataFrame({
        "measure": ["labels"], "a": ["Courier"], "b": ["Herald"], "share_a": [0.5], "share_b": [0.91],
        "difference": [-0.41], "low": [-0.6], "high": [-0.2], "p": [0.0004], "q": [0.012], "note": [""],
    })  # fmt: skip
    assert [cell.text for cell in show.table(frame).rows[0].cells] == [
        "labels", "Courier", "Herald", "50%", "91%", "-41 points", "< .001", ".012",
    ]  # fmt: skip
    assert show.table(frame).rows[0].cells[5].small == "-60 to -20"


@pytest.mark.parametrize("name", ["labels", "voice", "blame", "sources", "diversity", "agency", "style", "compare"])
def test_every_result_table_can_be_made_readable(name):
    frame = getattr(Composed(), name)()
    table = show.table(frame, title=name)
    assert len(table.rows) == len(frame)
    heads = [head.removesuffix(" (95% interval)") for head in table.head]
    assert not [head for head in heads if "_" in head or head.split()[-1] in ("low", "high")]
    assert not {"nan", "NaN", "None", "<NA>"} & {cell.text for row in table.rows for cell in row.cells}
    assert "nan" not in table.to_markdown() + table.to_latex()


def test_a_missing_value_is_no_zero():
    frame = pd.DataFrame(
        {"outlet": ["Courier"], "target": [None], "n": pd.array([pd.NA], "Int64"), "share": [float("nan")]}
    )
    assert [cell.text for cell in show.table(frame).rows[0].cells] == ["Courier", "nobody named", "–", "–"]


def test_html_shows_hostile_values_as_text():
    frame = pd.DataFrame({"outlet": [NASTY, ODD], "n": [1, 2]})
    grid = Grid(show.table(frame, title=ODD).to_html())
    assert [row[0] for row in grid.rows[1:]] == [NASTY, ODD]
    assert "script" not in grid.tags


def test_latex_escapes_what_it_would_take_for_its_own():
    text = show.table(pd.DataFrame({"outlet": [ODD], "n": [1]}), title=ODD).to_latex(label="tab:x")
    (row,) = [line for line in text.splitlines() if line.endswith(r"& 1 \\")]
    assert row.startswith(r"A \& B\_1 \textless{}b\textgreater{} 50\% \$x\$ \#1 \{y\} \textasciitilde{} ")
    assert r"\textbackslash{}end\{table\}" in row
    assert text.count(r"\end{table}") == 1
    assert r"\label{tab:x}" in text
    assert re.search(r"\\begin\{tabular\}\{lr\}\n\\toprule\n.* & .* \\\\\n\\midrule", text)


def test_markdown_keeps_its_columns_whatever_the_values_hold():
    text = show.table(pd.DataFrame({"outlet": [ODD, "two\nlines"], "n": [1, 2]})).to_markdown()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [3] * 4
    assert "<b>" not in text
    assert "| two lines | 2 |" in rows


def test_a_notebook_shows_a_long_table_in_part_and_says_so():
    frame = pd.DataFrame({"outlet": [f"Outlet {n}" for n in range(250)], "n": range(250)})
    page = show.table(frame)._repr_html_()
    assert len(Grid(page).rows) == 101
    assert "the first 100 of 250 rows; to_html() gives all" in page
    assert len(Grid(show.table(frame).to_html()).rows) == 251


def test_a_notebook_shows_what_an_analysis_holds(corpus):
    page = corpus._repr_html_()
    grid = Grid(page).rows
    assert [row[0] for row in grid[1:]] == sorted(corpus.articles["outlet"].unique())
    assert sum(int(row[1]) for row in grid[1:]) == len(corpus.articles)
    assert sum(int(row[3]) for row in grid[1:]) == len(corpus.mentions)
    assert corpus.lexicon.title in page


def test_a_notebook_shows_every_label_of_a_lexicon():
    lexicon = load_lexicon("syria")
    page = lexicon._repr_html_()
    text = " ".join(" ".join(row) for row in Grid(page).rows)
    for referent, stance, label in lexicon.choices.itertuples(index=False):
        assert label in text
        assert stance in text
        assert lexicon.names[referent] in text
    assert "nan" not in {cell for row in Grid(page).rows for cell in row}
