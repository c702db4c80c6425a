"""Charts of several panels, grids and maps are asked what they drew; and what all charts have in common."""

import io

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, FancyArrowPatch, Rectangle

from framing import show
from framing.errors import FramingError
from framing.show.placing import Box, place
from framing.show.theme import looks, outlet_looks

NAMES = {"army": "Northland army", "rebels": "Hill rebels"}
FEW = "not enough evidence (n=3)"
MONTHS = ["2020-01", "2020-02", "2020-03", "2020-04"]


def time_table(outlets=("Courier", "Wire"), column="month", values=MONTHS):
    """Two stances by outlet and time: counted, refused, nothing, counted."""
    none = np.nan
    known = [(4, 10, 0.4, 0.2, 0.7), (1, 3, 1 / 3, none, none), (0, 0, none, none, none), (9, 12, 0.75, 0.5, 0.9)]
    rows = []
    for outlet in outlets:
        for value, (n, choices, share, low, high) in zip(values, known, strict=True):
            for stance in ("neutral", "critical"):
                turn = stance == "critical"
                ends = (low, high) if turn else (1 - high, 1 - low)
                rows.append([outlet, value, "army", stance, n if turn else choices - n, choices, 3,
                             share if turn else 1 - share, *ends, "" if low == low else FEW])  # fmt: skip
    columns = ["outlet", column, "referent", "stance", "n", "choices", "articles", "share", "low", "high", "note"]
    table = pd.DataFrame(rows, columns=columns)
    table.attrs |= {"names": NAMES, "outlets": sorted(outlets)}
    return table


def blame_by_source():
    rows = [
        ["Courier", "outlet", "army", 3, 8, 0.375], ["Courier", "outlet", "rebels", 0, 8, 0.0],
        ["Courier", "outlet", None, 5, 8, 0.625], ["Courier", "army", "rebels", 2, 2, 1.0],
        ["Wire", "outlet", "army", 1, 1, 1.0],
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["outlet", "source", "target", "claims", "total", "share"])
    table.attrs["names"] = NAMES
    return table


def map_table(**change):
    places = pd.DataFrame({
        "kind": "outlet", "outlet": ["Courier", "Herald", "Post", "Wire"], "referent": None, "stance": None,
        "x": [-1.0, 0.2, 1.0, np.nan], "y": [0.2, -0.4, 0.3, np.nan], "major": [0.4, np.nan, 0.3, np.nan],
        "minor": [0.1, np.nan, 0.2, np.nan], "angle": [90.0, np.nan, 30.0, np.nan], "n": [40, 9, 60, 3],
        "articles": [12, 4, 12, 2], "contribution": [0.4, 0.1, 0.5, np.nan],
        "note": ["", "no ellipse: 4 articles or stories, 8 needed", "", FEW]})  # fmt: skip
    pulls = pd.DataFrame({
        "kind": "choice", "outlet": None, "referent": "army", "stance": ["critical", "neutral", "favourable"],
        "x": [0.7, -0.7, 0.1], "y": [0.1, -0.1, 0.0], "n": [50, 59, 0], "contribution": [0.6, 0.4, 0.0]})  # fmt: skip
    table = pd.concat([places, pulls], ignore_index=True).assign(share_x=0.8, share_y=0.2, **change)
    table.attrs |= {"names": NAMES, "outlets": ["Courier", "Herald", "Post", "Wire"]}
    return table


def shift_table():
    table = pd.DataFrame({
        "referent": "army", "stance": ["critical", "neutral", "neutral"], "label": ["regime", "army", "troops"],
        "a": "Courier", "b": "Herald", "n_a": [8, 2, 0], "choices_a": 10, "share_a": [0.8, 0.2, 0.0],
        "n_b": [1, 9, 0], "choices_b": 10, "share_b": [0.1, 0.9, 0.0], "contribution": [0.385, 0.315, 0.0],
        "explained": "critical", "explained_a": 0.8, "explained_b": 0.1, "difference": 0.7, "note": ""})  # fmt: skip
    table.attrs |= {"names": NAMES, "outlets": ["Courier", "Herald"]}
    return table


def profile_table():
    table = time_table(column="desk", values=["a", "b", "c", "d"])
    return table[table["desk"] == "a"].drop(columns="desk")


def story_table():
    return time_table(column="story", values=["Bridge", "Truce", "Raid", "Vote"])


CHARTS = {
    "over_time": (time_table, {"stance": "critical"}),
    "by_story": (story_table, {"stance": "critical"}),
    "blame_matrix": (blame_by_source, {"outlet": "Courier"}),
    "profile": (profile_table, {"outlet": "Courier"}),
    "map": (map_table, {}),
    "shift": (shift_table, {}),
}


def draw(name, ax=None):
    table, options = CHARTS[name]
    return getattr(show, name)(table(), ax=ax, **options)


def dots(panel):
    """Every dot: x, y and whether it is filled."""
    return [
        (float(x), round(float(y), 4), to_hex(face) != "#ffffff")
        for found in panel.collections if isinstance(found, PathCollection)
        for (x, y), face in zip(found.get_offsets(), found.get_facecolors(), strict=True)
    ]  # fmt: skip


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_over_time_draws_a_panel_per_outlet_with_dots_at_their_shares():
    ax = draw("over_time")
    assert [texts(panel)[-1] for panel in ax.child_axes] == ["Courier", "Wire"]
    for panel in ax.child_axes:
        assert dots(panel) == [(0, 0.4, True), (1, 0.3333, False), (3, 0.75, True)]


def test_over_time_leaves_a_gap_where_nothing_was_counted():
    line = draw("over_time").child_axes[0].lines[0]
    assert np.array_equal(np.isnan(line.get_ydata()), [False, False, True, False])


def test_over_time_draws_intervals_as_bands_where_there_are_any():
    panel = draw("over_time").child_axes[0]
    bands = [bar for group in panel.containers if group.get_label() == "interval" for bar in group]
    drawn = [(bar.get_x() + bar.get_width() / 2, bar.get_y(), bar.get_y() + bar.get_height()) for bar in bands]
    assert np.allclose(drawn, [(0, 0.2, 0.7), (3, 0.5, 0.9)])


def test_over_time_says_how_many_were_counted():
    assert texts(draw("over_time").child_axes[0])[:3] == ["10", "3", "12"]


def test_over_time_draws_counts_as_bars_where_numbers_have_no_room():
    months = [f"20{y}-{m:02}" for y in range(11, 17) for m in range(1, 13)]
    table = pd.concat([time_table(values=months[at : at + 4]) for at in range(0, len(months), 4)])
    panel = show.over_time(table, stance="critical").child_axes[0]
    tall = [bar.get_height() for group in panel.containers if group.get_label() == "count" for bar in group]
    assert len(tall) == len(months) and np.allclose(np.array(tall[:4]) / tall[3], [10 / 12, 3 / 12, 0, 1])


def test_over_time_draws_a_line_per_stance_in_its_colour_and_names_them_once():
    ax = show.over_time(time_table())
    panel = ax.child_axes[0]
    fixed = looks([])
    assert [to_hex(line.get_color()) for line in panel.lines] == [fixed[s].colour for s in ("neutral", "critical")]
    assert texts(ax) == ["neutral", "critical"]
    assert np.allclose([y for _, y, _ in dots(panel)], [0.6, 2 / 3, 0.25, 0.4, 1 / 3, 0.75], atol=1e-4)


def test_over_time_takes_a_panel_per_category():
    ax = show.over_time(time_table(), panels="stance", outlet="Courier")
    assert [texts(panel)[-1] for panel in ax.child_axes] == ["neutral", "critical"]


def test_over_time_puts_stories_in_the_order_of_time_even_if_the_first_outlet_missed_some():
    table = story_table()
    table = table[~((table["outlet"] == "Courier") & (table["story"] == "Vote"))]
    table.attrs["stories"] = ["Vote", "Raid", "Truce", "Bridge"]
    ax = show.over_time(table, stance="critical")
    assert "A Vote, B Raid, C Truce, D Bridge" in ax.get_xlabel().replace("\n", " ")
    assert dots(ax.child_axes[1]) == [(0, 0.75, True), (2, 0.3333, False), (3, 0.4, True)]
    grid = show.by_story(table, stance="critical")
    assert [label.get_text() for label in grid.get_yticklabels()] == ["Vote", "Truce", "Bridge"]  # nothing on the raid


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stance": "critcal"}, "no stance 'critcal'. Did you mean 'critical'"),
        ({"stnce": "critical"}, "no column 'stnce'. Did you mean 'stance'"),
        ({"time": "mont"}, "no column of time 'mont'"),
        ({"panels": "outlt"}, "panels='outlt' is no column to draw by. Did you mean 'outlet'"),
        ({"stance": None}, "no row with a missing stance"),
    ],
)
def test_over_time_says_what_it_cannot_choose(options, message):
    with pytest.raises(FramingError, match=message):
        show.over_time(time_table(), **options)


def test_charts_of_shares_say_what_else_they_were_given():
    with pytest.raises(FramingError, match="takes a table of shares: what labels.*Given was .* the columns x"):
        show.over_time(pd.DataFrame({"x": [1]}))
    without = time_table().drop(columns="month")
    with pytest.raises(FramingError, match=r'no column of time: make the table with by=\["outlet", "month"\]'):
        show.over_time(without)
    two = pd.concat([time_table(), time_table().assign(referent="rebels")])
    with pytest.raises(FramingError, match="holds 2 referents and this chart shows one: give referent="):
        show.over_time(two)


def tiles(ax):
    """Every tile by row and column: how dark it is."""
    boxes = [box for box in ax.patches if isinstance(box, Rectangle)]
    return {
        (round(box.get_y() + box.get_height() / 2), round(box.get_x() + box.get_width() / 2)): 1 - np.dot(
            to_rgb(box.get_facecolor()), (0.299, 0.587, 0.114)) for box in boxes
    }  # fmt: skip


def test_by_story_darkens_tiles_with_the_share_and_writes_the_counts():
    ax = draw("by_story")
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Courier", "Wire"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Bridge", "Truce", "Vote"]  # nothing on the raid
    assert texts(ax)[:3] == ["4 of 10", "1 of 3", "9 of 12"]
    dark = tiles(ax)
    assert dark[1, 0] < dark[0, 0] < dark[2, 0]
    full = 1 - np.dot(to_rgb(looks([])["critical"].colour), (0.299, 0.587, 0.114))
    assert np.isclose(dark[2, 0], 0.75 * full)


def test_by_story_tells_a_story_that_was_not_covered_from_one_without_choices():
    table = story_table()
    table.loc[(table["outlet"] == "Wire") & (table["story"] == "Truce"), ["n", "choices", "share"]] = [0, 0, np.nan]
    table = table[~((table["outlet"] == "Wire") & (table["story"] == "Bridge"))]
    ax = show.by_story(table, stance="critical")
    places = {(round(text.get_position()[1]), round(text.get_position()[0])): text.get_text() for text in ax.texts}
    assert places[1, 1] == "0" and (0, 1) not in places and (0, 1) not in tiles(ax)


def test_by_story_draws_the_stories_with_most_evidence():
    ax = show.by_story(story_table(), stance="critical", most=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Vote"]
    assert "3 stories with less evidence left to the table" in ax.get_xlabel().replace("\n", " ")
    with pytest.raises(FramingError, match="The table has no story: make it with by="):
        show.by_story(time_table(), stance="critical")
    with pytest.raises(FramingError, match="holds 2 stances and this chart shows one"):
        show.by_story(story_table())


def test_blame_matrix_writes_the_claims_of_each_source_on_each_target():
    ax = draw("blame_matrix")
    down = [label.get_text() for label in ax.get_yticklabels()]
    across = [label.get_text().replace("\n", " ") for label in ax.get_xticklabels()]
    found = {
        (down[round(y)], across[round(x)]): text.get_text() for text in ax.texts for x, y in [text.get_position()]
    }  # fmt: skip
    assert found == {
        ("the outlet itself", "Northland army"): "3", ("the outlet itself", "nobody named"): "5",
        ("Northland army", "Hill rebels"): "2",
    }  # fmt: skip
    dark = tiles(ax)
    assert dark[1, across.index("Hill rebels")] > dark[0, 2] > dark[0, across.index("Northland army")]


def test_blame_matrix_shows_one_outlet():
    with pytest.raises(FramingError, match="holds 2 outlets and a chart shows one: give outlet="):
        show.blame_matrix(blame_by_source())
    with pytest.raises(FramingError, match="does not say whose claims they are"):
        show.blame_matrix(blame_by_source().drop(columns="source"))
    assert draw("blame_matrix").get_title(loc="left") == "Who blames whom: Courier"


def test_a_profile_draws_the_outlets_shares_and_strokes_for_the_others():
    table = profile_table()
    table.loc[table["outlet"] == "Wire", "share"] = [0.9, 0.1]
    ax = show.profile(table, outlet="Courier")
    assert [texts(panel)[0] for panel in ax.child_axes] == ["neutral", "critical"]
    assert [dots(panel) for panel in ax.child_axes] == [[(0.6, 0, True)], [(0.4, 0, True)]]
    strokes = [line.get_xdata().tolist() for panel in ax.child_axes for line in panel.lines if line.get_marker() == "|"]
    assert strokes == [[0.9], [0.1]]


def test_a_profile_needs_outlets_and_stances():
    with pytest.raises(FramingError, match="A profile takes what labels.. returns by outlet and stance"):
        show.profile(profile_table().drop(columns="outlet"))
    with pytest.raises(FramingError, match="holds 2 outlets and a chart shows one"):
        show.profile(profile_table())


def test_a_profile_puts_referents_with_other_stances_below():
    table = profile_table()
    acts = table.assign(referent="killing", stance=["honouring", "sanitising"] * 2)
    both = pd.concat([table, acts])
    both.attrs |= table.attrs
    ax = show.profile(both, outlet="Courier")
    named = [[label.get_text() for label in panel.get_yticklabels() if label.get_text()] for panel in ax.child_axes]
    assert named == [["Northland army"], [], ["killing"], []]


def test_the_map_draws_outlets_at_their_places_hollow_without_an_ellipse():
    ax = draw("map")
    assert dots(ax) == [(-1, 0.2, True), (0.2, -0.4, False), (1, 0.3, True)]
    assert "Not enough evidence: Wire." in ax.get_xlabel().replace("\n", " ")
    assert "Across 80%, upwards 20% of all differences" in ax.get_xlabel().replace("\n", " ")
    assert ax.get_aspect() == 1


def test_the_map_draws_ellipses_as_the_table_gives_them():
    ellipses = [patch for patch in draw("map").patches if isinstance(patch, Ellipse)]
    drawn = [(*patch.center, patch.width, patch.height, patch.angle) for patch in ellipses]
    assert np.allclose(drawn, [(-1, 0.2, 0.8, 0.2, 90), (1, 0.3, 0.6, 0.4, 30)])


def test_the_map_draws_and_names_the_choices_that_pull_in_their_directions():
    ax = draw("map")
    arrows = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    tips = np.array([patch._posA_posB[1] for patch in arrows])
    assert np.allclose(tips / np.abs(tips).max(axis=1, keepdims=True), [[1, 1 / 7], [-1, -1 / 7]])
    assert np.isclose(*np.hypot(*tips.T))  # the same stretch for all
    assert [to_hex(patch.get_facecolor()) for patch in arrows] == [looks([])[s].colour for s in ("critical", "neutral")]
    assert {"Courier (40)", "Northland army:\ncritical", "Northland army:\nneutral"} <= set(texts(ax))
    assert "Northland army:\nneutral" not in texts(show.map(map_table(), most=1))


def test_a_map_without_places_says_why():
    note = "no map: 2 with enough evidence, 3 needed"
    ax = show.map(map_table(x=np.nan, y=np.nan, note=note))
    assert note in texts(ax)[0].replace("\n", " ")


def test_shift_draws_each_contribution_and_the_difference_on_top():
    ax = draw("shift")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["difference", "regime", "army"]
    bars = [bar for group in ax.containers for bar in group]
    assert [bar.get_width() for bar in bars] == [0.7, 0.385, 0.315]
    assert [bool(bar.get_hatch()) for bar in bars] == [False, False, True]
    assert {"80% − 10%", "8 of 10 · 1 of 10", "2 of 10 · 9 of 10"} <= set(texts(ax))


def test_shift_says_how_many_labels_it_leaves_out_and_when_nothing_can_be_explained():
    assert "1 label of less weight is left" in show.shift(shift_table(), most=1).get_xlabel().replace("\n", " ")
    nothing = shift_table().assign(difference=np.nan, contribution=np.nan, choices_b=0)
    assert "nothing to explain" in show.alt_text(show.shift(nothing))


def test_compare_draws_one_difference_of_every_outlet():
    rows = []
    for a, difference in [("Courier", 0.5), ("Herald", -0.3), ("Post", 0.1)]:
        for measure, referent, stance in [("labels", "army", "critical"), ("blame", "army", None)]:
            rows.append([measure, referent, stance, a, "all other outlets", 0.6, 0.3, difference, difference - 0.1,
                         difference + 0.1, 0.01, 0.02 if a == "Courier" else 0.4, 40, 90, 8, a, ""])  # fmt: skip
    columns = ["measure", "referent", "stance", "a", "b", "share_a", "share_b", "difference", "low", "high", "p", "q",
               "n_a", "n_b", "stories", "more_in", "note"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["names"] = NAMES
    ax = show.compare(table, referent="army", stance="critical")
    assert ax.get_title(loc="left").replace("\n", " ") == "Northland army: critical, against all other outlets"
    drawn = dict(zip([t.get_text() for t in ax.get_yticklabels()], ax.collections[-1].get_offsets()[:, 0], strict=True))
    assert drawn == {"Courier": 0.5, "Post": 0.1, "Herald": -0.3}
    assert [to_hex(face) for face in ax.collections[-1].get_facecolors()] == ["#1b1b1b", "#a9a9a9", "#a9a9a9"]
    assert show.compare(table, referent="army").get_title(loc="left").startswith("blamed: Northland army")
    with pytest.raises(FramingError, match="no referent 'armi'. Did you mean 'army'"):
        show.compare(table, referent="armi", stance="critical")


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_table_gives_the_same_image(name):
    images = []
    for _ in range(2):
        file = io.BytesIO()
        draw(name).figure.savefig(file, dpi=40)
        images.append(file.getvalue())
    assert images[0] == images[1]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_draws_on_the_axes_given_and_touches_nothing_else(name):
    import matplotlib.pyplot as plt

    before, settings = plt.get_fignums(), dict(mpl.rcParams)
    table = CHARTS[name][0]()
    kept = table.copy()
    ax = Figure().subplots()
    assert getattr(show, name)(table, ax=ax, **CHARTS[name][1]) is ax
    assert plt.get_fignums() == before and dict(mpl.rcParams) == settings
    pd.testing.assert_frame_equal(table, kept)


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_table_says_so_in_words(name):
    ax = getattr(show, name)(CHARTS[name][0]().head(0))
    assert "nothing to draw" in show.alt_text(ax)
    assert "nothing to draw" in texts(ax)[0].replace("\n", " ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("over_time", "Courier: 2020-01 40% (4 of 10, 95% interval 20–70%); 2020-02 33% (1 of 3); 2020-04 75%"),
        ("by_story", "Bridge: Courier 4 of 10, Wire 4 of 10."),
        ("blame_matrix", "the outlet itself: Northland army 3, nobody named 5."),
        ("profile", "critical: Northland army 40% (4 of 10, 95% interval 20–70%)"),
        ("map", "Herald at 0.20 across and -0.40 up (9 choices, without an ellipse)"),
        ("shift", "Courier 80%, Herald 10%: +70.0 points, of which regime (critical) +38.5 points, 8 of 10 against 1"),
    ],
)
def test_a_chart_tells_its_values_to_those_who_cannot_see_it(name, said):
    assert said in show.alt_text(draw(name))


@pytest.mark.parametrize("name", CHARTS)
def test_one_column_of_a_page_holds_every_chart(name):
    ax = draw(name, ax=show.blank(85))
    figure = ax.figure
    figure.dpi = 60
    figure.draw_without_rendering()
    assert round(figure.get_size_inches()[0] * 25.4) == 85
    whole = figure.get_tightbbox()
    assert whole.x0 >= -0.05 and whole.x1 <= figure.get_size_inches()[0] + 0.05
    assert whole.y0 >= -0.05 and whole.y1 <= figure.get_size_inches()[1] + 0.05


def many_places(count):
    table = CHARTS["map"][0]()
    places = table[table["kind"] == "outlet"].head(1)
    places = pd.concat([places.assign(outlet=f"The Northern Correspondent {n:02}", x=n % 4 / 4, y=n // 4 / 4, n=n + 1)
                        for n in range(count)])  # fmt: skip
    return pd.concat([places, table[table["kind"] == "choice"]], ignore_index=True)


@pytest.mark.parametrize(("millimetres", "count", "numbered"), [(85, 5, False), (85, 15, True), (170, 15, True)])
def test_numbers_with_a_key_stand_for_outlets_whose_names_have_no_room(millimetres, count, numbered):
    ax = show.map(many_places(count), ax=show.blank(millimetres))
    bold = [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"]
    assert bold == [str(n) if numbered else f"The Northern Correspondent {n - 1:02} ({n})" for n in range(1, count + 1)]
    key = " ".join(ax.get_xlabel().replace("\N{NO-BREAK SPACE}", " ").split())
    assert all((f"{n} The Northern Correspondent {n - 1:02} ({n})" in key) == numbered for n in range(1, count + 1))
    figure = ax.figure
    figure.draw_without_rendering()
    whole, (wide, tall) = figure.get_tightbbox(), figure.get_size_inches()
    assert whole.x0 >= -0.05 and whole.x1 <= wide + 0.05 and whole.y0 >= -0.05 and whole.y1 <= tall + 0.05


def test_a_blank_has_a_sensible_width():
    with pytest.raises(FramingError, match="width=8.5 is no width of a figure in millimetres; one column is 85"):
        show.blank(8.5)


def test_an_outlet_has_one_look_whatever_the_table_holds():
    outlets = [f"Outlet {n:02}" for n in range(30)]
    whole = pd.DataFrame({"outlet": outlets})
    whole.attrs["outlets"] = outlets
    part = whole[whole["outlet"].isin(["Outlet 07", "Outlet 21"])]
    pair = pd.DataFrame({"a": ["Outlet 21"], "b": "all other outlets"})
    pair.attrs["outlets"] = outlets
    known = outlet_looks(whole)
    assert len(set(known.values())) == 30
    assert outlet_looks(part)["Outlet 21"] == outlet_looks(pair)["Outlet 21"] == known["Outlet 21"]


def luminance(colour):
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return np.dot(parts, (0.2126, 0.7152, 0.0722))


def test_no_colour_is_too_pale_for_a_thin_line():
    used = [look.colour for look in looks([]).values()] + [look.colour for look in outlet_looks(
        pd.DataFrame({"outlet": [str(n) for n in range(9)]})).values()]  # fmt: skip
    assert min(1.05 / (luminance(colour) + 0.05) for colour in used) > 2.4


#: Machado, Oliveira and Fernandes (2009): what a colour becomes for those who lack one kind of cone, in linear light.
BLIND = {
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}


@pytest.mark.parametrize("kind", BLIND)
def test_stances_stay_apart_for_colour_blind_readers(kind):
    linear = {
        name: np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(look.colour)])
        for name, look in looks([]).items()
    }  # fmt: skip
    seen = {name: np.clip(np.array(BLIND[kind]) @ rgb, 0, 1) ** (1 / 2.4) for name, rgb in linear.items()}
    for family in (("favourable", "neutral", "critical"), ("honouring", "neutral", "sanitising", "condemning")):
        for i, one in enumerate(family):
            for other in family[i + 1 :]:
                assert np.linalg.norm(seen[one] - seen[other]) > 0.12, (one, other)


def test_names_are_placed_where_they_cover_neither_points_nor_each_other():
    rng = np.random.default_rng(0)
    points = [tuple(p) for p in rng.uniform(0.5, 4.5, size=(15, 2))]
    boxes = place(points, [(0.7, 0.12)] * 15, bounds=(5, 5))
    assert sum(a.covers(b) for i, a in enumerate(boxes) for b in boxes[:i]) < 0.02
    assert all(box.covers(Box(0, 0, 5, 5)) == pytest.approx(0.7 * 0.12) for box in boxes)
