"""Charts of distances and standardised shares, by their artists and their words."""

import pandas as pd
import pytest

from framing import show
from framing.errors import FramingError


def table_of_distances(**changes):
    pairs = [("Courier", "Herald", 0.10, 0.08, 0.4), ("Courier", "Post", 0.60, 0.08, 0.01), ("Herald", "Post", 0.55,
             None, None)]  # fmt: skip
    frame = pd.DataFrame(pairs, columns=["a", "b", "distance", "expected", "q"])
    frame = frame.assign(measure="labels", referent=pd.Series([None] * 3, dtype="str"), p=frame["q"], note="")
    return frame.assign(excess=frame["distance"] - frame["expected"], **changes)


def test_cells_say_excess_significance_and_missing_evidence():
    ax = show.distances(table_of_distances())
    assert sorted(text.get_text() for text in ax.texts) == ["(55)", "2", "52*"]
    bold = [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"]
    assert bold == ["52*"] and len(ax.patches) == 3
    said = show.alt_text(ax)
    assert "Courier and Post: distance 60 points, 8 expected by chance; stands after correction." in said
    assert "Herald and Post: distance 55 points; not enough evidence." in said


def test_outlets_that_are_alike_stand_beside_each_other():
    frame = table_of_distances(b=["Post", "Herald", "Post"])  # now Courier and Post are alike
    ax = show.distances(frame)
    names = [label.get_text() for label in ax.get_xticklabels()][:1] + [t.get_text() for t in ax.get_yticklabels()]
    assert abs(names.index("Courier") - names.index("Post")) == 1 and names.index("Herald") in (0, 2)


def test_a_referent_is_chosen_by_id_or_name_and_messages_say_what_exists():
    frame = table_of_distances(referent="army")
    frame.attrs["names"] = {"army": "The army"}
    assert "The army" in show.distances(frame, referent="The army").get_title(loc="left")
    with pytest.raises(FramingError, match="no referent 'amry'. Did you mean 'army'"):
        show.distances(frame, referent="amry")
    with pytest.raises(FramingError, match="no measure 'blame'. Known: labels"):
        show.distances(frame, measure="blame")
    with pytest.raises(FramingError, match="no row for all referents together"):
        show.distances(frame)


def test_nothing_to_compare_is_said():
    assert "no rows" in show.alt_text(show.distances(table_of_distances()[:0]))
    assert "Not enough evidence" in show.alt_text(show.distances(table_of_distances(distance=float("nan"))))


def table_of_shares():
    return pd.DataFrame({
        "measure": "labels", "referent": "army", "stance": "critical", "outlet": ["Courier", "Herald", "Post", "Star"],
        "n": [5, 4, 3, 0], "choices": [10, 10, 10, 0], "articles": 8, "raw": [0.5, 0.4, 0.3, None],
        "share": [0.3, 0.6, None, None], "low": [0.1, 0.4, None, None], "high": [0.6, 0.8, None, None],
        "stories": [8, 8, 2, 0], "mix": 8, "note": ["", "", "2 shared stories with choices, 6 needed", ""],
    })  # fmt: skip


def test_standardised_shares_stand_beside_raw_ones():
    ax = show.standardised(table_of_shares())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Herald", "Courier", "Post"]
    words = [text.get_text().replace("\n", " ") for text in ax.texts]
    assert words == ["60% (raw 40%), 8 stories", "30% (raw 50%), 8 stories",
                     "raw 30%; 2 shared stories with choices, 6 needed"]  # fmt: skip
    at = [tuple(c.get_offsets()[0]) for c in ax.collections if len(c.get_offsets()) == 1 and c.get_offsets()[0, 1] == 0]
    assert (0.6, 0.0) in at and (0.4, 0.0) in at
    assert "Herald: 60% (raw 40%), 8 stories 40–80%." in show.alt_text(ax)


def test_standardised_shares_must_be_chosen_where_there_are_several():
    table = pd.concat([table_of_shares(), table_of_shares().assign(stance="neutral")])
    with pytest.raises(FramingError, match="give stance="):
        show.standardised(table)
    assert "army: neutral" in show.standardised(table, stance="neutral").get_title(loc="left")
    assert "Not enough evidence" in show.alt_text(show.standardised(table_of_shares()[3:]))
    assert "no rows" in show.alt_text(show.standardised(table_of_shares()[:0]))


def sixteen(count=16):
    """Distances, shares and things left out, of as many outlets with long names."""
    outlets = [f"The Northern Correspondent {n:02}" for n in range(count)]
    pairs = [(a, b) for i, a in enumerate(outlets) for b in outlets[i + 1 :]]
    apart = pd.DataFrame(pairs, columns=["a", "b"]).assign(measure="labels", referent=pd.Series([None] * len(pairs)),
        distance=0.6, expected=0.1, excess=0.5, p=0.001, q=0.002, note="")  # fmt: skip
    shares = table_of_shares().iloc[[0, 2] * (count // 2)].assign(outlet=outlets)
    tried = pd.DataFrame({
        "measure": "labels", "referent": "army", "stance": "critical", "kind": ["nothing", "term", "article", "voice"],
        "left_out": ["", "the so-called junta", "north/2020-02-29-a-long-name.txt", "quotation filter"],
        "outlets": count, "tau": [1.0, 0.3, 0.9, 0.5], "swaps": [0, 3, 1, 2], "apart": [0, 1, 0, 0],
        "swapped": ["", *[f"{outlets[0]} and {outlets[1]}; {outlets[1]} and {outlets[2]}"] * 3],
        "change": [0, -0.5, 0.01, 0.1], "changed": [None, *outlets[:3]], "note": ""})  # fmt: skip
    return {"distances": apart, "standardised": shares, "sensitivity": tried}


@pytest.mark.parametrize("millimetres", [85, 170])
@pytest.mark.parametrize("count", [4, 16])
@pytest.mark.parametrize("name", ["distances", "standardised", "sensitivity"])
def test_charts_of_few_and_many_outlets_fit_one_and_two_columns(name, count, millimetres):
    figure = getattr(show, name)(sixteen(count)[name], ax=show.blank(millimetres)).figure
    figure.dpi = 60
    figure.draw_without_rendering()
    whole, (wide, tall) = figure.get_tightbbox(), figure.get_size_inches()
    assert round(wide * 25.4) == millimetres
    assert whole.x0 >= -0.05 and whole.x1 <= wide + 0.05 and whole.y0 >= -0.05 and whole.y1 <= tall + 0.05


@pytest.mark.parametrize("name", ["distances", "standardised", "sensitivity"])
def test_narrow_charts_have_smaller_type(name):
    small, large = (
        {text.get_fontsize() for text in getattr(show, name)(sixteen()[name], ax=show.blank(wide)).texts}
        for wide in (85, 170)
    )
    assert max(small) < min(large)


def test_numbers_of_close_cells_do_not_touch():
    ax = show.distances(sixteen()["distances"], ax=show.blank(85))
    figure = ax.figure
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == 16 * 15 / 2
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_the_blamed_are_called_as_everywhere_else():
    frame = table_of_shares().assign(measure="blame", referent="other", stance=None)
    frame.attrs["names"] = {"other": "Other sources"}
    assert show.standardised(frame, measure="blame").get_title(loc="left").startswith("blamed: others")
