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
    words = [text.get_text() for text in ax.texts]
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
