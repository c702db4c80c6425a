"""The report and the handout in a real browser: nothing fails, nothing leaves the page, and everybody can use it."""

import re
import shutil
from pathlib import Path

import pytest
from test_show_composed import NASTY, TEXTS, Composed

from framing.show import write_handout, write_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: pages are not opened")

#: As many articles as the report prints, in texts that a careless page would run, reorder or choke on.
HOSTILE = [
    NASTY,
    '<img src=x onerror="document.title=1"> </span></article></body>',
    "&lt;b&gt; &amp;amp; &#60; &nbsp;",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u2066mixed\u2069",
    "\U0001f525\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 40,
    "]]> --> </style><style>*{display:none}</style> {{ 7*7 }} {% raw %}",
    "w" * 10_000,
]  # fmt: skip


class Hostile(Composed):
    """The composed analysis, with hostile titles, texts, outlets, stories and names."""

    def __init__(self):
        super().__init__()
        for number, text in enumerate(HOSTILE):
            row = self.articles.index[number]
            self.articles.loc[row, "title"] = text
            self.articles.loc[row, "text"] += " " + text
        for table in (self.articles, self.mentions, self.claims, self.attributions):
            table["outlet"] = table["outlet"].replace("Hill Courier", HOSTILE[1])
        self.articles["story"] = self.articles["story"].replace("s0", HOSTILE[5])
        self.lexicon.names["rebels"] = HOSTILE[2]
        self.lexicon.title = HOSTILE[3]
        self.attributions.loc[:, "speaker_text"] = HOSTILE[0]


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pages are not opened")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory, corpus):
    """The files by name."""
    folder = tmp_path_factory.mktemp("pages")
    write_report(Composed(), folder / "small.html")
    write_report(Hostile(), folder / "hostile.html")
    write_report(corpus, folder / "report.html")
    write_handout(corpus, folder / "handout.html", story="Strike at Balyun")
    write_handout(Hostile(), folder / "hostile-handout.html", story=HOSTILE[5])
    return {path.stem: path for path in folder.iterdir()}


class Watched:
    """A page, and all that it complained of or asked for."""

    def __init__(self, browser, path: Path, width: int):
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.url = path.as_uri()
        self.page.goto(self.url)


@pytest.fixture
def opened(browser, pages):
    """Open a page by name and width."""
    watched = []

    def opening(name, width=1440):
        watched.append(Watched(browser, pages[name], width))
        return watched[-1]

    yield opening
    for one in watched:
        one.page.close()


NAMES = ["small", "hostile", "report", "handout", "hostile-handout"]


@pytest.mark.parametrize("width", [380, 1440])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_opens_without_complaint_asks_for_nothing_and_fits_the_window(opened, name, width):
    watched = opened(name, width)
    assert watched.said == []
    assert [url for url in watched.asked if url != watched.url] == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    watched.page.evaluate("scrollTo(1e6, 0)")
    assert watched.page.evaluate("scrollX") == 0


#: The check takes a minute for all of a report; the first of everything that repeats stand for the rest.
FEWER = """() => {
  for (const part of document.querySelectorAll('.register ul, tbody, .listed, #articles > div, .framing-article .body'))
    [...part.children].slice(3).forEach(child => child.remove());
  [...document.querySelectorAll('.register > div')].slice(4).forEach(group => group.remove());
  [...document.querySelectorAll('figure svg')].slice(2).forEach(chart => chart.replaceChildren());
}"""


@pytest.mark.parametrize("name", NAMES)
def test_no_serious_violation_of_accessibility(opened, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = opened(name, 380 if name == "small" else 1440).page
    page.evaluate(FEWER)
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = {v["id"]: [node["html"][:120] for node in v["nodes"][:3]] for v in found
               if v["impact"] in ("serious", "critical")}  # fmt: skip
    assert not serious


def test_hostile_texts_are_shown_as_text(opened):
    page = opened("hostile").page
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("document.images.length") == 0
    assert page.title() == HOSTILE[3]
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    titles = page.eval_on_selector_all("article h4", "all => all.map(h => h.textContent)")
    assert titles[: len(HOSTILE)] == HOSTILE
    options = page.eval_on_selector_all("#by-outlet option", "all => all.map(o => o.textContent)")
    assert HOSTILE[1] in options
    assert HOSTILE[5] in page.eval_on_selector_all("#stories h3", "all => all.map(h => h.textContent)")


def visible(page, selector):
    return page.eval_on_selector_all(selector, "all => all.filter(e => e.offsetParent !== null).map(e => e.innerText)")


def test_the_filter_by_outlet_leaves_that_outlet_and_can_be_undone(opened):
    page = opened("small").page
    everything = visible(page, "#articles h3")
    assert len(everything) == len(TEXTS)
    page.select_option("#by-outlet", label="Northland Wire")
    assert visible(page, "#articles h3") == ["Northland Wire"]
    assert [text.split(" ↑")[0] for text in visible(page, ".register h4")] == ["Northland Wire"] * 4
    rows = visible(page, "#overview tbody th, #names tbody th, #blame tbody th")
    assert {re.sub("Wire[a-z]$", "Wire", row.split("\n")[0]) for row in rows} == {"Northland Wire"}  # marks of notes
    assert set(visible(page, "#stories thead th")) == {"Northland Wire"}
    page.click("button[type=reset]")
    assert visible(page, "#articles h3") == everything


def test_the_filter_by_referent_leaves_what_is_about_it(opened):
    page = opened("small").page
    before = len(visible(page, "#names caption"))
    page.select_option("#by-about", label="Hill rebels")
    assert visible(page, "#names caption") == ["Names: Hill rebels, in the outlet's own words"]
    assert before > 1
    assert {row.split("\t")[1] for row in visible(page, "#blame tbody tr")} == {"Hill rebels"}
    summary = visible(page, ".summary li")
    assert [line for line in summary if line.startswith("Hill rebels")]
    assert not [line for line in summary if line.startswith("Northland government")]


def test_a_number_leads_to_its_sentences_on_to_the_article_and_back(opened):
    page = opened("small").page
    row = page.locator("#blame tbody tr", has_text="Northland government").first
    count = row.locator("td a").first
    shown = int(count.inner_text())
    ident = count.get_attribute("href")
    count.click()
    group = page.locator(ident)
    assert group.bounding_box()["y"] == pytest.approx(72, abs=60)  # below the filters, at the top of the window
    told = [item for item in visible(page, f"{ident} li") if "denied" not in item]
    assert len(told) == shown
    group.locator("li a").first.click()
    where = page.evaluate("location.hash")
    assert page.locator(where).inner_text().strip()
    assert 0 <= page.locator(where).bounding_box()["y"] < 900
    page.go_back()
    group.locator("a[title='back to the table']").first.click()
    assert page.evaluate("location.hash") == f"#{row.get_attribute('id')}"
    assert 0 <= row.bounding_box()["y"] < 900


def test_a_link_to_what_a_filter_hides_shows_it(opened):
    page = opened("small").page
    link = page.locator("#overview tbody tr", has_text="Hill Courier").locator("a").last.get_attribute("href")
    page.select_option("#by-outlet", label="Northland Wire")
    assert not page.locator(link).is_visible()
    page.evaluate(f"location.hash = '{link}'")
    assert page.locator(link).is_visible()
    assert 0 <= page.locator(link).bounding_box()["y"] < 900


def test_marks_are_reached_by_the_keyboard_and_tell_what_they_are(opened):
    page = opened("small").page
    mark = page.locator("#a1 .label").first
    tip = "e => getComputedStyle(e.querySelector(':scope > i'), '::after').content"
    assert mark.evaluate(tip) == "none"
    page.locator("#o0").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#a1 .label')"):
            break
    assert "for Northland government" in page.locator(":focus").evaluate(tip)
    assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    copied = page.evaluate("getSelection().selectAllChildren(document.querySelector('#a1 .body')) || ''+getSelection()")
    assert copied.strip() == TEXTS["Hill Courier"][0][1]


def test_filters_and_links_are_reached_by_the_keyboard_in_order(opened):
    page = opened("small").page
    reached = []
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href')"))
    assert reached[0] == "#summary"
    assert reached.index("by-outlet") < reached.index("by-about")
    page.focus("#by-outlet")
    page.keyboard.press("ArrowDown")
    assert visible(page, "#articles h3") == ["Hill Courier"]


def test_stances_are_told_apart_without_colour(opened):
    page = opened("report").page
    looks = page.eval_on_selector_all(
        ".framing-key .label", "all => all.map(e => getComputedStyle(e).borderBottomStyle + e.innerText)"
    )
    tags = page.eval_on_selector_all(
        ".framing-key .label i", "all => all.map(e => getComputedStyle(e, '::before').content)"
    )
    assert len(looks) == len(tags) == len(set(tags)) >= 5
    assert len({re.match("[a-z]+", look)[0] for look in looks}) >= 4


@pytest.mark.parametrize("name", ["handout", "hostile-handout"])
def test_the_handout_prints_on_two_pages(opened, name, tmp_path):
    pdf = opened(name).page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


def test_a_printed_report_says_what_it_was_filtered_by(opened):
    page = opened("small").page
    page.emulate_media(media="print")
    assert not page.locator("#by-outlet").is_visible()
    page.select_option("#by-outlet", label="Northland Wire", force=True)
    assert page.locator("#by-outlet").is_visible()
