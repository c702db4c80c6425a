"""Charts show themselves in a notebook, without pyplot and without a setting."""

import struct

import pytest

from framing import show
from framing.show.chart import Chart

CELL = """
import pandas as pd
from framing import show
table = pd.DataFrame({
    "outlet": ["Courier"], "victim": ["civilians"], "events": [20], "named": [8], "articles": [9],
    "share": [0.4], "low": [0.2], "high": [0.6], "note": [""]})
show.agency(table)
"""


def run(*cells):
    """Run cells in a kernel of their own, and give what each puts out."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: no notebook is run")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: no notebook is run")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: no notebook is run")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell["outputs"] for cell in notebook["cells"]]


@pytest.mark.filterwarnings("ignore")  # of the notebook's own machinery
def test_a_chart_as_the_last_line_of_a_cell_is_a_picture():
    shown, loaded, mine = run(
        CELL,
        "import sys; 'matplotlib.pyplot' in sys.modules",
        "from matplotlib.figure import Figure\nown = Figure().subplots()\nshow.agency(table, ax=own) is own",
    )
    (output,) = shown
    assert output["output_type"] == "execute_result"
    assert output["data"]["image/png"].startswith("iVBORw0KGgo")  # the signature of PNG
    assert output["metadata"]["image/png"]["width"] == round(6.8 * 96)
    assert loaded[0]["data"]["text/plain"] == "False"
    assert mine[0]["data"]["text/plain"] == "True"


def test_the_picture_is_the_whole_figure_twice_as_fine_as_it_is_shown():
    ax = show.blank(85)
    picture, shown = ax._repr_png_()
    wide, tall = struct.unpack(">II", picture[16:24])
    assert (wide, tall) == pytest.approx((2 * shown["width"], 2 * shown["height"]), abs=2)
    assert shown["width"] / 96 * 25.4 == pytest.approx(85, abs=0.3)


def test_charts_drawn_in_axes_of_ones_own_stay_that():
    from matplotlib.figure import Figure

    left, right = Figure().subplots(1, 2)
    assert not isinstance(left, Chart) and not hasattr(right, "_repr_png_")
    assert isinstance(show.blank(), Chart)
