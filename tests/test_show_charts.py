"""Charts are asked what they drew: positions, lengths and texts equal the table."""

import io
import re
import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from framing import show
from framing.errors import FramingError
from framing.show.theme import looks

NAMES = {"army": "Northland army", "rebels": "Hill rebels", "own": "own words"}
FEW = "not enough evidence (n=3)"


def labels_table(outlets=("Courier", "Wire", "Post"), *, referents=("army",)):
    """Three outlets: one with enough evidence, one refused, one without any; further ones repeat the first."""
    rows = []
    for referent in referents:
        for number, outlet in enumerate(outlets):
            known = [(4, 41, 0.1, 0.04, 0.23, ""), (37, 41, 0.9, 0.77, 0.96, "")]
            refused = [(1, 3, 1 / 3, np.nan, np.nan, FEW), (2, 3, 2 / 3, np.nan, np.nan, FEW)]
            nothing = [(0, 0, np.nan, np.nan, np.nan, "no choices")] * 2
            for stance, values in zip(["neutral", "critical"], [known, refused, nothing][number % 3], strict=True):
                rows.append([outlet, referent, stance, *values[:2], 9, *values[2:]])
    columns = ["outlet", "referent", "stance", "n", "choices", "articles", "share", "low", "high", "note"]
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["names"] = NAMES
    return table


def blame_table():
    rows = [
        ["Courier", "army", 12, 21, 9, 0.57, 0.37, 0.76, 5, 7, 1, 2, ""],
        ["Courier", "rebels", 0, 21, 0, 0.0, 0.0, 0.16, 0, 0, 0, 0, ""],
        ["Courier", None, 9, 21, 8, 0.43, 0.24, 0.63, 9, 0, 0, 0, ""],
        ["Wire", "army", 1, 3, 1, 1 / 3, np.nan, np.nan, 0, 1, 0, 0, FEW],
        ["Wire", "rebels", 2, 3, 2, 2 / 3, np.nan, np.nan, 2, 0, 0, 0, FEW],
        ["Wire", None, 0, 3, 0, 0.0, np.nan, np.nan, 0, 0, 0, 0, FEW],
    ]
    columns = ["outlet", "target", "claims", "total", "articles", "share", "low", "high", "own_voice", "attributed",
               "hedged", "denied", "note"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["names"] = NAMES
    return table


def voice_table():
    rows = []
    for outlet, total, shares in [("Wire", 10, (0.2, 0.5, 0.2, 0.1)), ("Courier", 40, (0.7, 0.2, 0.1, 0.0))]:
        for voice, share in zip(["own", "quoted", "reported", "scare"], shares, strict=True):
            rows.append([outlet, voice, round(share * total), total, 5, share, max(0, share - 0.1), share + 0.1, ""])
    rows += [["Post", voice, 0, 0, 0, np.nan, np.nan, np.nan, "not enough evidence (n=0)"]
             for voice in ["own", "quoted", "reported", "scare"]]  # fmt: skip
    columns = ["outlet", "voice", "n", "choices", "articles", "share", "low", "high", "note"]
    return pd.DataFrame(rows, columns=columns)


def compare_table(pairs=(("Courier", "Wire"),)):
    rows = []
    for a, b in pairs:
        rows += [
            ["labels", "army", "critical", a, b, 0.9, 0.1, 0.8, 0.6, 0.9, 0.001, 0.0004, 37, 3, 8, a, ""],
            ["labels", "army", "neutral", a, b, 0.1, 0.2, -0.1, -0.3, 0.1, 0.4, 0.6, 4, 8, 8, b, ""],
            ["labels", "rebels", "neutral", a, b, 1.0, 0.5, 0.5, np.nan, np.nan, np.nan, np.nan, 2, 1, 1, a, FEW],
            ["blame", None, None, a, b, 0.2, 0.6, -0.4, -0.6, -0.2, 0.01, 0.03, 2, 6, 8, b, ""],
            ["labels", "rebels", "critical", a, b, np.nan, np.nan, np.nan, *[np.nan] * 4, 0, 0, 0, None, FEW],
        ]
    columns = ["measure", "referent", "stance", "a", "b", "share_a", "share_b", "difference", "low", "high", "p", "q",
               "n_a", "n_b", "stories", "more_in", "note"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["names"] = NAMES
    return table


def said_table():
    """Three outlets: one that doubts the army and takes the rebels at their word, one refused, one without any."""
    ways = ["neutral", "doubting", "endorsing", "denying", "accusing", "hedging", "no_cue"]
    rows = [
        ["Courier", "army", 20, 0.5, 0.3, 10, 5, 2, 1, 0, 0, 2, 0.25, 0.1, 0.5],
        ["Courier", "rebels", 10, 0.25, 0.1, 9, 0, 1, 0, 0, 0, 0, 0.0, 0.0, 0.3],
        ["Wire", "army", 2, 1.0, np.nan, 1, 1, 0, 0, 0, 0, 0, 0.5, np.nan, np.nan],
        ["Wire", "rebels", 0, 0.0, np.nan, 0, 0, 0, 0, 0, 0, 0, np.nan, np.nan, np.nan],
        ["Post", "army", 0, np.nan, np.nan, 0, 0, 0, 0, 0, 0, 0, np.nan, np.nan, np.nan],
        ["Post", None, 0, np.nan, np.nan, 0, 0, 0, 0, 0, 0, 0, np.nan, np.nan, np.nan],
    ]
    columns = ["outlet", "speaker", "n", "share", "low", *ways, "doubting_share", "doubting_low", "doubting_high"]
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["names"] = NAMES
    return table


TABLES = {
    "labels": labels_table, "blame": blame_table, "voice": voice_table, "compare": compare_table, "said": said_table,
}  # fmt: skip


def texts(ax):
    return [text.get_text() for part in [ax, *ax.child_axes] for text in part.texts]


def ticks(ax):
    """The names of the rows, band by band."""
    return [name for part in [ax, *ax.child_axes] for label in part.get_yticklabels() if (name := label.get_text())]


def points(ax):
    """Every dot: its heading, x, the name of its row, and whether it is filled."""
    found = []
    names = []
    for part in [ax, *ax.child_axes]:
        names = [label.get_text() for label in part.get_yticklabels() if label.get_text()] or names
        for dots in part.collections:
            if isinstance(dots, PathCollection):
                for (x, y), face in zip(dots.get_offsets(), dots.get_facecolors(), strict=True):
                    found.append((dots.get_label(), float(x), names[round(y)], to_hex(face) != "#ffffff"))
    return found


def segments(ax):
    """Every interval: its ends and its y."""
    every = [lines for part in [ax, *ax.child_axes] for lines in part.collections if hasattr(lines, "get_segments")]
    lines = [part for lines in every for part in lines.get_segments()]
    return {(round(float(a[0]), 4), round(float(b[0]), 4), float(a[1])) for a, b in lines}


def test_labels_draws_each_share_at_its_value_and_none_where_it_is_missing():
    ax = show.labels(labels_table(), referent="army")
    drawn = {(block, outlet): (x, filled) for block, x, outlet, filled in points(ax)}
    assert drawn == {
        ("neutral", "Courier"): (0.1, True),
        ("neutral", "Wire"): (1 / 3, False),
        ("critical", "Courier"): (0.9, True),
        ("critical", "Wire"): (2 / 3, False),
    }
    assert {(low, high) for low, high, _ in segments(ax)} == {(0.04, 0.23), (0.77, 0.96)}


def test_labels_says_the_counts_and_why_an_interval_is_missing():
    ax = show.labels(labels_table())
    assert texts(ax) == ["neutral", "4", "1", "0", "no choices", "critical", "37", "2", "0", "no choices",
                         "of 41", "of 3", "of 0"]  # fmt: skip
    assert ax.get_xlabel().replace("\n", " ").endswith("hollow: not enough evidence for an interval")


def test_labels_puts_outlets_without_intervals_last():
    table = labels_table(("Post", "Wire", "Herald", "Courier"))
    assert ticks(show.labels(table)) == ["Post", "Courier", "Wire", "Herald"]


def test_labels_by_label_names_the_label_and_its_stance_and_leaves_out_the_unused():
    table = labels_table()
    table.insert(3, "label", ["troops", "regime"] * 3)
    unused = table[table["label"] == "troops"].assign(label="junta", n=0, share=0.0)
    both = pd.concat([table, unused])
    both.attrs["names"] = NAMES
    headings = [text for text in texts(show.labels(both)) if "(" in text and "n=" not in text]
    assert "1 rarer one is left" in show.labels(both, most=1).get_xlabel()
    assert headings == ["regime (critical)", "troops (neutral)"]


def test_labels_by_month_names_both():
    table = labels_table()
    table.insert(1, "month", "2020-02")
    assert "Courier · 2020-02" in ticks(show.labels(table))


@pytest.mark.parametrize("referent", ["army", "Northland army"])
def test_labels_takes_a_referent_by_id_or_display_name(referent):
    ax = show.labels(labels_table(referents=("army", "rebels")), referent=referent)
    assert ax.get_title(loc="left") == "Names: Northland army"


def test_labels_names_the_referents_it_could_draw():
    table = labels_table(referents=("army", "rebels"))
    with pytest.raises(FramingError, match="holds 2 referents and a chart shows one: give referent=.*army, rebels"):
        show.labels(table)
    with pytest.raises(FramingError, match="no referent 'armi'. Did you mean 'army'"):
        show.labels(table, referent="armi")


def test_a_stance_has_one_colour_and_marker_everywhere():
    known = looks([])
    assert len({look.colour for look in known.values()}) == len({look.marker for look in known.values()}) == len(known)
    assert looks(["mocking", "critical"])["critical"] == known["critical"]
    assert looks(["mocking"])["mocking"] not in known.values()


def test_blame_draws_the_harm_nobody_is_named_for_last():
    ax = show.blame(blame_table())
    assert list(dict.fromkeys(block for block, *_ in points(ax))) == ["Northland army", "Hill rebels", "nobody named"]
    nobody = sorted((x, filled) for block, x, _, filled in points(ax) if block == "nobody named")
    assert nobody == [(0.0, False), (0.43, True)]
    assert {"12 (5)", "9", "of 21", "of 3"} <= set(texts(ax))


def test_blame_draws_the_targets_asked_for():
    ax = show.blame(blame_table(), targets=["Hill rebels"])
    assert {block for block, *_ in points(ax)} == {"Hill rebels", "nobody named"}
    with pytest.raises(FramingError, match="no target 'rebel'. Did you mean 'rebels'"):
        show.blame(blame_table(), targets=["rebel"])


def test_blame_says_how_many_targets_it_leaves_out():
    ax = show.blame(blame_table(), most=1)
    assert "1 rarer one is left to the table" in ax.get_xlabel().replace("\n", " ")


def test_voice_stacks_bars_to_the_shares_and_draws_the_interval_of_own_words():
    ax = show.voice(voice_table())
    assert ticks(ax) == ["Courier", "Wire", "Post"]
    (panel,) = ax.child_axes
    widths = [(round(bar.get_y() + bar.get_height() / 2), bar.get_x(), bar.get_width()) for bar in panel.patches]
    expected = [(0, 0, 0.7), (0, 0.7, 0.2), (0, 0.9, 0.1), (1, 0, 0.2), (1, 0.2, 0.5), (1, 0.7, 0.2), (1, 0.9, 0.1)]
    assert np.allclose(widths, expected)
    assert {(low, high) for low, high, _ in segments(ax)} == {(0.6, 0.8), (0.1, 0.3)}
    assert {"70%", "40 names", "10 names", "0 names", "not enough evidence (n=0)"} <= set(texts(ax))


def test_voice_leaves_refused_bars_unfilled():
    table = voice_table().assign(low=np.nan, high=np.nan, note=FEW)
    assert {to_hex(bar.get_facecolor()) for bar in show.voice(table).child_axes[0].patches} == {"#ffffff"}


def bars(ax):
    """Every part of a bar: which verb, where it begins, how long it is, and whether it is filled."""
    return [
        (group.get_label(), round(bar.get_x(), 6), round(bar.get_width(), 6), to_hex(bar.get_facecolor()) != "#ffffff")
        for part in ax.child_axes for group in part.containers for bar in group
    ]  # fmt: skip


def test_said_stacks_the_verbs_of_each_speaker_and_draws_the_interval_of_doubt():
    ax = show.said(said_table())
    assert ticks(ax) == ["Courier", "Wire", "Post"]
    assert bars(ax) == [
        ("doubting", 0.0, 0.25, True), ("denying", 0.25, 0.05, True), ("neutral", 0.3, 0.5, True),
        ("endorsing", 0.8, 0.1, True), ("no_cue", 0.9, 0.1, False),  # white with dots
        ("doubting", 0.0, 0.5, False), ("neutral", 0.5, 0.5, False),  # too little evidence
        ("neutral", 0.0, 0.9, True), ("endorsing", 0.9, 0.1, True),
    ]  # fmt: skip
    assert {(low, high) for low, high, _ in segments(ax)} == {(0.1, 0.5), (0.0, 0.3)}
    assert {"Northland army", "Hill rebels", "20", "2", "0"} <= set(texts(ax))


def test_said_names_only_the_verbs_it_draws():
    key = {text for text in texts(show.said(said_table())) if text.startswith("“") or text == "no verb"}
    assert key == {"“claimed”", "“denied”", "“said”", "“confirmed”", "no verb"}
    assert "1 rarer one is left to the table" in show.said(said_table(), most=1).get_xlabel().replace("\n", " ")


def test_said_stays_readable_in_grey():
    ax = show.said(said_table())
    filled = {group.get_label(): group[0] for part in ax.child_axes for group in reversed(part.containers)}
    grey = {way: np.dot(bar.get_facecolor()[:3], (0.299, 0.587, 0.114)) for way, bar in filled.items()}
    order = [grey[way] for way in ("doubting", "denying", "neutral", "endorsing")]
    assert all(abs(a - b) > 0.15 for a, b in zip(order, order[1:], strict=False))
    assert filled["no_cue"].get_hatch()


def test_compare_sorts_by_difference_and_marks_what_stands():
    ax = show.compare(compare_table())
    assert ticks(ax) == ["Northland army: critical", "Hill rebels: neutral", "Northland army: neutral",
                         "blamed: nobody named"]  # fmt: skip
    dots = ax.collections[-1]
    assert dots.get_offsets()[:, 0].tolist() == [0.8, 0.5, -0.1, -0.4]
    faces = [to_hex(face) for face in dots.get_facecolors()]
    assert faces == ["#1b1b1b", "#ffffff", "#a9a9a9", "#1b1b1b"]
    assert {(low, high) for low, high, _ in segments(ax)} == {(0.6, 0.9), (-0.3, 0.1), (-0.6, -0.2)}
    said = {"90% of 37 vs 10% of 3 · q <.001", "20% of 2 vs 60% of 6 · q .030", "100% of 2 vs 50% of 1"}
    assert said <= set(texts(ax))


def test_compare_says_which_outlet_each_direction_favours_and_gives_both_equal_room():
    ax = show.compare(compare_table())
    sides = {text.get_text(): text.get_ha() for text in ax.texts if "more in" in text.get_text()}
    assert sides == {"more in Courier →": "right", "← more in Wire": "left"}
    low, high = ax.get_xlim()
    assert low == -high


def test_compare_shows_one_pair():
    table = compare_table((("Courier", "Wire"), ("Courier", "Post")))
    with pytest.raises(FramingError, match="compares 2 pairs.*Courier and Wire; Courier and Post"):
        show.compare(table)
    assert show.compare(table, b="Post").get_title(loc="left") == "Courier compared with Post"


def test_compare_says_that_nothing_can_be_compared():
    table = compare_table().assign(difference=np.nan)
    assert "Not enough evidence" in show.alt_text(show.compare(table))


@pytest.mark.parametrize("idea", TABLES)
def test_an_empty_table_says_so_in_words(idea):
    ax = getattr(show, idea)(TABLES[idea]().head(0))
    assert "nothing to" in texts(ax)[0]
    assert "nothing to" in show.alt_text(ax)


@pytest.mark.parametrize("idea", TABLES)
def test_a_chart_draws_on_the_axes_given_and_touches_nothing_else(idea):
    import matplotlib.pyplot as plt

    before, settings = plt.get_fignums(), dict(mpl.rcParams)
    table = TABLES[idea]()
    kept = table.copy()
    ax = Figure().subplots()
    assert getattr(show, idea)(table, ax=ax) is ax
    getattr(show, idea)(table)
    assert plt.get_fignums() == before
    assert dict(mpl.rcParams) == settings
    pd.testing.assert_frame_equal(table, kept)


@pytest.mark.parametrize("idea", TABLES)
def test_the_same_table_gives_the_same_image(idea):
    images = []
    for _ in range(2):
        file = io.BytesIO()
        getattr(show, idea)(TABLES[idea]()).figure.savefig(file, dpi=40)
        images.append(file.getvalue())
    assert images[0] == images[1]


@pytest.mark.parametrize("idea", TABLES)
def test_one_column_of_a_page_holds_every_chart(idea):
    figure = getattr(show, idea)(TABLES[idea](), ax=show.blank(85)).figure
    figure.dpi = 60
    figure.draw_without_rendering()
    whole, (wide, tall) = figure.get_tightbbox(), figure.get_size_inches()
    assert round(wide * 25.4) == 85
    assert whole.x0 >= -0.05 and whole.x1 <= wide + 0.05 and whole.y0 >= -0.05 and whole.y1 <= tall + 0.05


@pytest.mark.parametrize("idea", TABLES)
def test_a_chart_tells_its_values_to_those_who_cannot_see_it(idea):
    said = show.alt_text(getattr(show, idea)(TABLES[idea]()))
    wanted = {
        "labels": "critical: Courier 90% (37 of 41, 95% interval 77–96%)",
        "blame": "nobody named: Courier 43% (9 of 21",
        "voice": "Courier: own words 70% (95% interval 60–80%), quoted 20%",
        "said": "Northland army: Courier doubting verb 25%, denying verb 5%, neutral verb 50%",
        "compare": "blamed: nobody named: 20% against 60%, more in Wire; stands after correction.",
    }
    assert wanted[idea] in said


@pytest.mark.parametrize("count", [1, 20])
def test_any_number_of_outlets_keeps_its_names_apart(count):
    outlets = [f"The Provincial Gazette and Advertiser of the Northern Islands no. {n}" for n in range(count)]
    ax = show.labels(labels_table(outlets))
    ax.figure.draw_without_rendering()
    names = [label for part in ax.child_axes for label in part.get_yticklabels() if label.get_text()]
    boxes = sorted((label.get_window_extent() for label in names), key=lambda box: box.y0)
    assert len(boxes) == count
    assert all(lower.y1 <= upper.y0 + 1 for lower, upper in zip(boxes, boxes[1:], strict=False))
    assert len(set(ticks(ax))) == count
    assert min(box.x0 for box in boxes) >= 0


@pytest.mark.parametrize("outlet", ["$x^2$ & <b>Co</b>", "A" * 300, "\x00\x0b", "\u202eelbat", "100% $"])
def test_odd_names_are_drawn_as_text(outlet):
    ax = show.labels(labels_table([outlet]))
    ax.figure.draw_without_rendering()
    assert len(ticks(ax)) == 1


def test_importing_show_loads_neither_matplotlib_nor_jinja():
    code = "import sys, framing.show; print({'matplotlib', 'jinja2'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_dotted_hatches_are_points_of_a_round_pen_and_other_hatches_stay():
    from framing.show.svg import inline_svg

    ax = show.blank()
    ax.bar([0, 1], [1, 1], hatch="....", edgecolor="#8a8a8a")
    ax.bar([2], [1], hatch="///", edgecolor="#d55e00")
    svg = str(inline_svg(ax, prefix="x"))
    dots, lines = sorted(re.findall(r"<pattern.*?</pattern>", svg), key=lambda pattern: "linecap:round" not in pattern)
    assert dots.count("h0") > 300 and " C" not in dots and "fill:none;stroke:#8a8a8a" in dots
    assert "linecap:round" not in lines and " L" in lines
    assert len(svg) < 30_000


def test_a_chart_of_an_outlet_with_an_endless_name_can_be_saved(tmp_path):
    endless = "L" * 3000
    rows = pd.DataFrame({"outlet": [endless] * 2, "referent": "army", "stance": ["neutral", "critical"], "n": [4, 37],
                         "choices": 41, "articles": 9, "share": [0.1, 0.9], "low": [0.04, 0.77], "high": [0.23, 0.96],
                         "note": ""})  # fmt: skip
    ax = show.profile(rows, outlet=endless)
    ax.figure.savefig(tmp_path / "profile.png")
    assert len(ax.get_title(loc="left")) < 100
