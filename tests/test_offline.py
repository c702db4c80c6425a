"""Nothing is fetched at run time: the whole main job runs with the network refused and warnings as errors."""

import os
import subprocess
import sys

import pandas as pd
import pytest

REFUSE = """
import sys
def refuse(event, args):
    if event in ("socket.__new__", "socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise RuntimeError(f"the network was asked for: {event}")
sys.addaudithook(refuse)
"""


def run(code, folder):
    """Run code without a network, without the caches of this user, and with warnings as errors."""
    home = {name: str(folder) for name in ("HOME", "USERPROFILE", "MPLCONFIGDIR", "XDG_CACHE_HOME", "NLTK_DATA")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", REFUSE + code],
        capture_output=True, text=True, cwd=folder, env=os.environ | home, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize(
    "call", ["socket.create_connection(('127.0.0.1', 9))", "urllib.request.urlopen('http://[::1]/')"]
)
def test_the_refusal_works(call, tmp_path):
    done = run(f"import socket, urllib.request; {call}", tmp_path)
    assert done.returncode == 1
    assert "the network was asked for" in done.stderr


def test_the_main_job_needs_no_network(tmp_path):
    job = "from framing.__main__ import main; main(['demo', '--out', 'demo', '--quiet'])"
    done = run(f"{job}; print('pyplot' if 'matplotlib.pyplot' in sys.modules else 'no pyplot')", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "no pyplot"  # charts need no window, also on a server
    style = pd.read_csv(tmp_path / "demo" / "tables" / "style.csv")
    reading = style[style["feature"] == "flesch_reading_ease"]
    assert len(reading) == 5
    assert reading["mean"].between(20, 80).all()  # syllables were counted


def test_html_and_languages_need_no_network(tmp_path):
    (tmp_path / "The Echo").mkdir()
    said = "The council closed the {} bridge on Monday because engineers had found cracks in its pillars."
    text = "".join(f"<p>{said.format(which)}</p>" for which in ("old", "new", "long", "narrow"))
    (tmp_path / "The Echo" / "bridge.html").write_text(f"<html><body><article>{text}</article></body></html>")
    done = run("import framing; print(framing.read_articles('.')['language'].tolist())", tmp_path)
    assert (done.stdout, done.stderr) == ("['en']\n", "")


def test_importing_and_using_prints_nothing(tmp_path):
    texts = "pandas.DataFrame({'outlet': ['A'], 'text': ['The regime fell.']})"
    done = run(f"import framing, pandas; framing.analyze({texts}, 'syria')", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
