"""Articles come in from tables, files and folders; nothing is dropped, and every loss is said."""

import gzip
import json
import subprocess
import sys
import time
import warnings

import pandas as pd
import pytest

from framing.errors import ArticlesError, FramingError, FramingWarning
from framing.read.articles import COLUMNS, read_articles
from framing.read.dates import parse_dates
from framing.read.encodings import decode
from framing.read.language import identify
from framing.read.shipped import shipped

ENGLISH = "The council closed the old bridge on Monday because engineers had found cracks in two of its pillars. " * 4
FRENCH = (
    "Le conseil municipal a fermé le vieux pont lundi parce que des fissures ont été trouvées dans ses piliers. " * 4
)


def table(**columns) -> pd.DataFrame:
    return pd.DataFrame({"outlet": ["The Daily", "The Echo"], "text": ["It is shut.", "It is open."]} | columns)


def said(data, **columns) -> list[str]:
    """Read and give the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read_articles(data, **columns)
    assert all(issubclass(w.category, FramingWarning) and w.filename == __file__ for w in caught)
    return [str(w.message) for w in caught]


def refused(data, **columns) -> str:
    with pytest.raises(ArticlesError) as error:
        read_articles(data, **columns)
    return str(error.value)


# Columns


def test_the_result_has_our_columns_in_order_then_the_users():
    articles = read_articles(table(leaning=[1, 2]))
    assert articles.columns.tolist() == [*COLUMNS, "leaning"]
    types = {"date": "datetime64[us]", "words": "int64", "leaning": "int64"}
    assert articles.dtypes.astype(str).to_dict() == dict.fromkeys(COLUMNS, "str") | types
    assert articles["article_id"].tolist() == ["1", "2"]
    assert articles["words"].tolist() == [3, 3]
    assert articles[["date", "story", "wire", "language"]].isna().all(axis=None)
    assert articles["title"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("column", "ours"),
    [("Source", "outlet"), ("PUBLISHER", "outlet"), ("news source", "outlet"), ("Content", "text"),
     ("article.body", "text"), ("Headline", "title"), ("Publication Date", "date"), ("published_at", "date"),
     ("ID", "article_id"), ("event", "story"), ("Wire", "wire")],
)  # fmt: skip
def test_columns_are_found_by_their_usual_names_in_any_case(column, ours):
    value = "2020-03-02" if ours == "date" else "x y"
    frame = table().drop(columns=ours, errors="ignore").assign(**{column: [value, value + "1"]})
    articles = read_articles(frame.head(1))
    assert str(articles.at[0, ours])[:10].strip() == value
    assert column not in articles or column == ours


def test_the_surest_name_wins_and_the_other_column_stays():
    articles = read_articles(table(source=["a", "b"]))
    assert articles["outlet"].tolist() == ["The Daily", "The Echo"]
    assert articles["source"].tolist() == ["a", "b"]


def test_a_named_column_goes_before_the_usual_one_which_is_kept():
    articles = read_articles(table(raw=["A", "B"]), text="raw")
    assert articles["text"].tolist() == ["A", "B"]
    assert articles["text_given"].tolist() == ["It is shut.", "It is open."]


def test_a_table_without_outlets_or_texts_says_what_it_has_and_what_to_do():
    assert refused(pd.DataFrame({"paper_name": ["a"], "text": ["b"]})) == (
        "the DataFrame has no column for the outlet: its columns are paper_name, text. Without outlets nothing can be "
        "compared. Call it 'outlet' (or source, publisher, newspaper), or name the column to use: "
        'read_articles(..., outlet="paper_name").'
    )
    assert refused(pd.DataFrame({"outlet": ["a"], "txt": ["b"]})).startswith(
        "the DataFrame has no column for the text: its columns are outlet, txt. "
        "Call it 'text' (or content, body, article)"
    )


def test_a_named_column_that_does_not_exist_gets_a_hint():
    assert refused(table(headlines=["a", "b"]), title="headline") == (
        "the DataFrame has no column 'headline' (given as title='headline'). Did you mean 'headlines'?"
    )


def test_one_column_cannot_be_two_things():
    assert refused(table(), title="text", text="text") == (
        "the column 'text' of the DataFrame is given twice: as title= and as text=."
    )
    twice = pd.concat([table(), table()], axis=1)
    assert refused(twice) == "the DataFrame has two columns of the name 'outlet'. Rename one."


def test_what_is_no_table_and_no_path_is_refused():
    assert refused([{"text": "a"}]).startswith(
        "articles come from a DataFrame, or from the path of a file or folder, not from a list."
    )


# Values


def test_text_is_never_altered():
    texts = [
        "  two  spaces \r\n\ttab\n",
        "NUL \0 and \ufffd and &amp; and “quotes” İ \u2028 \x1f",
        "''\"\"",
        "None",
        "NA",
    ]
    frame = pd.DataFrame({"outlet": "a", "title": texts, "text": texts})
    articles = read_articles(frame)
    assert articles["text"].tolist() == texts
    assert articles["title"].tolist() == texts


def test_half_a_surrogate_pair_becomes_one_replacement_character():
    frame = pd.DataFrame({"outlet": ["a"], "text": pd.Series(["x\ud800y"], dtype=object)})
    assert read_articles(frame).at[0, "text"] == "x\ufffdy"


def test_reading_again_changes_nothing_and_does_not_warn_again():
    frame = table(date=["2 March 2020", "soon"], story=["s", None], n=[1.5, 2.5], id=["7", "7"])
    frame.loc[1, "text"] = None
    with pytest.warns(FramingWarning):
        once = read_articles(frame)
    again = read_articles(once)  # a warning would be an error
    pd.testing.assert_frame_equal(once, again)


def test_a_new_loss_in_a_table_read_before_is_said():
    once = read_articles(table())
    once.loc[0, "text"] = ""
    assert said(once) == ["1 of 2 articles are empty (first: row 0); they are kept, and nothing is found in them."]


def test_the_frame_given_is_left_as_it_was():
    frame = table(date=["2020-03-02", "2020-03-03"])
    before = frame.copy(deep=True)
    read_articles(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert frame.attrs == {}


def test_missing_texts_and_outlets_are_kept_and_counted():
    frame = table(text=["It is shut.", None], outlet=[" ", "The Echo "])
    assert said(frame) == [
        "1 of 2 articles have no text at all, read as empty (first: row 1).",
        "1 of 2 articles have no outlet; they stand together as '(no outlet)' (first: row 0).",
        "1 of 2 articles are empty (first: row 1); they are kept, and nothing is found in them.",
    ]
    with pytest.warns(FramingWarning):
        articles = read_articles(frame)
    assert articles["outlet"].tolist() == ["(no outlet)", "The Echo"]
    assert articles["text"].tolist() == ["It is shut.", ""]


def test_exact_duplicates_are_kept_and_counted():
    frame = pd.concat([table(), table(), table(title=["other", "other"])])
    assert said(frame)[0].startswith(
        "2 of 6 articles repeat another one exactly (first: row 0); they are kept and counted."
    )


def test_a_repeated_id_gets_a_number_and_a_warning_with_its_rows():
    frame = pd.DataFrame({"id": ["7", "8", "7", "7-2"], "outlet": "a", "text": list("wxyz")})
    assert said(frame) == [
        "1 of 4 articles have an article_id that another one has: '7' in row 0 and row 2. "
        "They are kept under a new one (first: '7-3')."
    ]


def test_a_column_that_identifies_nothing_is_no_id():
    frame = pd.DataFrame({"id": ["x", "x", "x"], "outlet": "a", "text": list("abc")})
    assert refused(frame) == (
        "article_id must be unique, but in the DataFrame only 1 of 3 are: 'x' in row 0 and row 1 and row 2. "
        "Name another column with article_id=, or leave the column out and the articles are numbered."
    )


def test_an_article_without_an_id_among_others_with_one_is_refused():
    assert refused(table(id=["7", None])).startswith("1 articles of the DataFrame have no article_id (first: row 1).")


def test_number_ids_become_text_without_a_point():
    assert read_articles(table(id=[7, 8]))["article_id"].tolist() == ["7", "8"]
    assert read_articles(table(id=[7.0, 8.0]))["article_id"].tolist() == ["7", "8"]


def test_no_articles_at_all_is_an_error(tmp_path):
    assert refused(table().head(0)) == "the DataFrame holds no articles."
    (tmp_path / "a.csv").write_text("outlet,text\n")
    assert refused(tmp_path / "a.csv") == "a.csv holds no articles."


# Dates


@pytest.mark.parametrize(
    "value",
    ["2020-03-02", "2020-3-2", "20200302", "2020/03/02", "2020-03-02T23:30:00Z", "2020-03-02 23:30:00+11:00",
     "2020-03-02T23:30:00.123-0500", "2 March 2020", "2 Mar, 2020 09:16", "March 2nd, 2020", "Mar. 2, 2020",
     "Mon, 02 Mar 2020 23:16:00 GMT", "March 2, 2020, 9:16 a.m. EST", "02-Mar-2020", " 2020-03-02 "],
)  # fmt: skip
def test_common_dates_are_read_as_printed(value):
    dates, messages = parse_dates(pd.Series([value]), str)
    assert dates.dt.strftime("%Y-%m-%d").tolist() == ["2020-03-02"]
    assert messages == []


@pytest.mark.parametrize(
    "value", ["soon", "2020", "Monday", "10", "12:30", "1583107200", "43892", "20-03-02", "31/02/2020"]
)
def test_what_is_no_whole_date_is_missing_and_counted(value):
    dates, messages = parse_dates(pd.Series([value, "2020-03-02"]), "row {}".format)
    assert dates.isna().tolist() == [True, False]
    assert messages == [
        f"1 of 2 dates cannot be read and is missing; the first is {value!r} (row 0). Write dates as 2020-03-02."
    ]


def test_a_month_is_read_as_its_first_day():
    dates, messages = parse_dates(pd.Series(["2020-03", "March 2020"]), str)
    assert dates.tolist() == [pd.Timestamp("2020-03-01")] * 2
    assert messages == []


@pytest.mark.parametrize(
    ("values", "months", "message"),
    [
        (["03/04/2020", "25/04/2020"], [4, 4], None),
        (["03.04.2020", "05.05.2020"], [4, 5],
         "dates such as '03.04.2020' (row 0) were read day first, as nothing shows their order (1 of 2). If that is"),
        (["03/04/2020", "04/25/2020"], [3, 4],
         "dates such as '03/04/2020' (row 0) were read month first, as '04/25/2020' shows (1 of 2). If that is wrong,"),
        (["04/25/2020", "25/04/2020", "03/04/2020"], [4, 4, None],
         "1 of 3 dates cannot be read and is missing; the first is '03/04/2020' (row 2). "
         "The column mixes day first ('25/04/2020') and month first ('04/25/2020')."),
    ],
    ids=["day proved", "nothing proved", "month proved", "both proved"],
)  # fmt: skip
def test_the_order_of_day_and_month_is_never_guessed_in_silence(values, months, message):
    dates, messages = parse_dates(pd.Series(values), "row {}".format)
    assert [None if pd.isna(d) else d.month for d in dates] == months
    assert messages == [] if message is None else len(messages) == 1 and messages[0].startswith(message)


def test_dates_that_are_dates_already_keep_their_clock():
    zoned = pd.Series(pd.to_datetime(["2020-03-02 23:30"]).tz_localize("America/New_York"))
    assert parse_dates(zoned, str)[0].tolist() == [pd.Timestamp("2020-03-02 23:30")]
    numbers = pd.Series([20200302, None])
    assert parse_dates(numbers, str)[0].tolist()[0] == pd.Timestamp("2020-03-02")


def test_an_unreadable_date_is_said_with_its_row(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text,date\na,b,2020-03-02\na,c,soon\n")
    assert said(tmp_path / "a.csv") == [
        "1 of 2 dates cannot be read and is missing; the first is 'soon' (row 3 of a.csv). Write dates as 2020-03-02."
    ]


# Language


def test_articles_in_another_language_are_flagged_and_counted():
    frame = table(text=[ENGLISH, FRENCH])
    assert said(frame) == [
        "1 of 2 articles are not in English (fr 1; first: row 1); they are kept, but an English lexicon finds little "
        "in them. To leave them out: articles[articles['language'] == 'en']."
    ]
    with pytest.warns(FramingWarning):
        assert read_articles(frame)["language"].tolist() == ["en", "fr"]


def test_a_short_text_has_no_language():
    assert identify([FRENCH[:150], "", " " * 5000, "\0" * 5000, "“”" * 500])[:3] == [None, None, None]


def test_codes_the_table_gives_are_kept_and_names_are_not_taken_for_codes():
    with pytest.warns(FramingWarning):
        articles = read_articles(table(text=[ENGLISH, ENGLISH], language=["de-AT", "English"]))
    assert articles["language"].tolist() == ["de", "en"]


# Files


def test_the_same_table_reads_alike_from_every_kind_of_file(tmp_path):
    frame = pd.DataFrame(
        {"id": ["007", "8"], "source": ["A", "B"], "title": ["None", "“T” é"], "date": ["2020-03-02"] * 2,
         "text": [' a, "b"\r\n\nc ', "x\ty\0;\n"], "n": [1, 2]}
    )  # fmt: skip
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_csv(tmp_path / "semi.csv", index=False, sep=";")
    frame.to_csv(tmp_path / "mark.csv", index=False, encoding="utf-8-sig")
    frame.to_csv(tmp_path / "wide.csv", index=False, encoding="utf-16")
    frame.to_csv(tmp_path / "a.csv.gz", index=False)
    frame.to_csv(tmp_path / "a.tsv", index=False, sep="\t")
    frame.to_parquet(tmp_path / "a.parquet")
    records = frame.to_dict("records")
    lines = "\n\n".join(map(json.dumps, records)) + "\n"
    (tmp_path / "a.jsonl").write_text(lines)
    (tmp_path / "lines.json").write_text(lines)
    (tmp_path / "a.json").write_text(json.dumps(records))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    expected = read_articles(frame)
    assert expected["article_id"].tolist() == ["007", "8"]
    for path in sorted(tmp_path.iterdir()):
        pd.testing.assert_frame_equal(read_articles(path), expected, obj=path.name)
        pd.testing.assert_frame_equal(read_articles(str(path)), expected)


def test_windows_1252_is_read_and_said(tmp_path):
    (tmp_path / "a.csv").write_bytes("outlet,text\nA,“Müller’s” – €5\n".encode("cp1252"))
    assert said(tmp_path / "a.csv") == [
        "1 file is not UTF-8 and was read as Windows-1252 (first: a.csv). Check its accents and quotation marks; "
        "if they are wrong, save it as UTF-8."
    ]
    with pytest.warns(FramingWarning):
        assert read_articles(tmp_path / "a.csv").at[0, "text"] == "“Müller’s” – €5"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"ab\x81c", "the byte 0x81 at offset 2 is neither UTF-8 nor Windows-1252"),
        ("“Müller’s”".encode()[:-1] + b" and so on",
         "the byte 0xE2 at offset 14 is no UTF-8, though the rest of the file is"),
    ],
)  # fmt: skip
def test_bytes_in_no_encoding_are_refused_with_their_place(raw, problem, tmp_path):
    (tmp_path / "a.txt").write_bytes(raw)
    remedy = "Open the file in an editor that shows it correctly and save it as UTF-8."
    assert refused(tmp_path) == f"a.txt: {problem}. {remedy}"


def test_marks_of_unicode_are_no_text():
    assert decode("\ufeffa".encode(), "f") == ("a", "utf-8-sig")
    assert decode("é".encode("utf-16"), "f") == ("é", "utf-16")


def test_a_path_that_does_not_exist_shows_what_is_there(tmp_path):
    (tmp_path / "articles.csv").write_text("")
    message = refused(tmp_path / "artcles.csv")
    assert message.startswith(f"no such file or folder: {tmp_path / 'artcles.csv'}. In {tmp_path}")
    assert message.endswith("Did you mean 'articles.csv'?")
    assert refused(tmp_path / "no" / "such" / "x.csv").endswith("Known: articles.csv.")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.xlsx",
            "",
            "cannot read a.xlsx: .xlsx files are not supported. Save the sheet as CSV (UTF-8). Readable: .csv",
        ),
        ("a", "", "cannot read a: a file without an ending is not supported. Readable: .csv"),
        ("a.csv", "", "a.csv is empty: it has not even a line of column names."),
        ("a.csv", "outlet,text\na,b\nc,d,e\n", "a.csv is not a well-formed table: "),
        ("a.csv", "outlet,text\na,b,c\nc,d,e\n", "a.csv has rows with more cells than column names (outlet, text)."),
        ("a.jsonl", '{"text": "a"}\n\n{"text"\n', "a.jsonl, line 3 is not a JSON object: "),
        ("a.jsonl", "[1]\n", "a.jsonl, line 1 must be a JSON object such as "),
        ("a.json", '{"text": "a"}', "a.json must hold a list of objects, one for each article, or one object a line."),
        ("a.json", "{", "a.json is not JSON: "),
        ("a.parquet", "no", "a.parquet is not a readable parquet file: "),
        ("a.csv.gz", "no", "a.csv.gz is not a whole gzip file: "),
    ],
)
def test_a_broken_file_says_what_is_wrong(name, content, message, tmp_path):
    (tmp_path / name).write_text(content)
    assert refused(tmp_path / name).startswith(message)


# Folders


def write(folder, **files) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_html", ".html").replace(
            "_csv", ".csv"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_a_sub_folder_is_an_outlet_and_a_short_first_line_a_title(tmp_path):
    write(tmp_path, Daily__a_txt="Bridge shut\n\nIt is shut.\n", Echo__2020__b_txt="It is open.\nStill.")
    articles = read_articles(tmp_path)
    assert articles[["article_id", "outlet", "title", "text"]].values.tolist() == [
        ["Daily/a.txt", "Daily", "Bridge shut", "It is shut.\n"],
        ["Echo/2020/b.txt", "Echo", "", "It is open.\nStill."],
    ]


def test_a_folder_without_sub_folders_is_one_outlet(tmp_path):
    write(tmp_path, Daily__a_txt="a", Daily__b_txt="b")
    assert said(tmp_path / "Daily") == [
        "no file in Daily says its outlet: all 2 articles are taken for the outlet 'Daily'. If they are of several, "
        "put each outlet's files into a sub-folder of its name, or list them in articles.csv."
    ]
    (tmp_path / "Daily" / "b.txt").unlink()
    assert read_articles(tmp_path / "Daily")["outlet"].tolist() == ["Daily"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bridge shut\n\nIt is.", "Bridge shut"),
        ("\n\nBridge shut\r\n\r\nIt is.", "Bridge shut"),
        ("Is the bridge shut?\n \nIt is.", "Is the bridge shut?"),
        ("Bridge leaves the U.S.\n\nIt does.", "Bridge leaves the U.S."),
        ("The bridge is shut.\n\nIt is.", ""),
        ("“The bridge is shut.”\n\nIt is.", ""),
        ("Bridge shut\nIt is.", ""),
        ("Bridge shut\n\n", ""),
        ("word " * 31 + "\n\nIt is.", ""),
        ("", ""),
    ],
)
@pytest.mark.filterwarnings("ignore:1 of 1 articles are empty")
def test_the_first_line_is_the_title_when_it_looks_like_one(text, title, tmp_path):
    write(tmp_path, a_txt=text)
    article = read_articles(tmp_path).iloc[0]
    assert article["title"] == title
    assert (article["text"] == text.replace("\r\n", "\n")) is not bool(title)


def test_what_stands_at_the_top_of_a_file_describes_it(tmp_path):
    top = (
        "---\noutlet: The Daily\nTitle: 'Bridge: shut'\npublished: 2020-03-02\nstory: bridge\n# note\n\n"
        "Author: A. Name\n---\n"
    )
    write(tmp_path, X__a_txt=top + "\nIt is shut.\n\n---\nMore.")
    article = read_articles(tmp_path).iloc[0]
    assert article[["outlet", "title", "story", "author", "text"]].tolist() == [
        "The Daily", "Bridge: shut", "bridge", "A. Name", "It is shut.\n\n---\nMore.",
    ]  # fmt: skip
    assert article["date"] == pd.Timestamp("2020-03-02")


@pytest.mark.parametrize(
    ("top", "message"),
    [
        ("---\noutlet: A\nIt is shut.\n---\nx", "a.txt, line 3: 'It is shut.' is not `key: value`."),
        ("---\noutlet: A\nsource: B\n---\nx", "a.txt, line 3: outlet is given twice between the two --- at the top"),
        ("---\noutlet: A\ntext: B\n---\nx", "a.txt, line 3: text cannot stand between the two --- at the top"),
        ("---\noutlet: A\n", "a.txt: the --- in line 1 is never closed by a second line of ---."),
    ],
)
def test_a_broken_top_says_file_and_line(top, message, tmp_path):
    write(tmp_path, a_txt=top)
    assert refused(tmp_path).startswith(message)


def test_three_hyphens_above_a_text_are_text(tmp_path):
    write(tmp_path, a_txt="---\nIt is shut.\n---\nYes.")
    assert read_articles(tmp_path).at[0, "text"] == "---\nIt is shut.\n---\nYes."


def test_the_file_itself_goes_before_articles_csv_before_names(tmp_path):
    write(
        tmp_path,
        articles_csv="file,outlet,date,title,story,desk\n"
        "X\\a.txt,The Echo,2020-03-03,From the sheet,s1,home\nb.txt,,,,s2,\n",
        X__a_txt="---\noutlet: The Daily\n---\nFirst line\n\nIt is shut.",
    )
    (tmp_path / "X" / "b.txt").write_text("Bridge shut\n\nIt is.")
    (tmp_path / "X" / "2020-03-05-c.txt").write_text("It is.")
    articles = read_articles(tmp_path).set_index("article_id")
    assert articles.loc["X/a.txt", ["outlet", "title", "story", "desk", "text"]].tolist() == [
        "The Daily", "From the sheet", "s1", "home", "First line\n\nIt is shut.",
    ]  # fmt: skip
    assert articles.loc["X/b.txt", ["outlet", "title", "story"]].tolist() == ["X", "Bridge shut", "s2"]
    assert articles["date"].dt.day.fillna(0).tolist() == [5, 3, 0]


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("name,outlet\na.txt,A\n", "articles.csv in {0} needs a column 'file' with the names of the articles' files; "
         "its columns are name, outlet."),
        ("file,outlet\naa.txt,A\n", "articles.csv, row 2: there is no file 'aa.txt' in {0}. Did you mean 'a.txt'?"),
        ("file,outlet\na.txt,A\na.txt,B\n", "articles.csv, row 3: the file 'a.txt' has a row already."),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_fit_the_files_is_refused(sheet, message, tmp_path):
    write(tmp_path, articles_csv=sheet, a_txt="It is shut.")
    assert refused(tmp_path).startswith(message.format(tmp_path))


def test_files_that_are_not_read_are_said(tmp_path):
    write(tmp_path, a_txt="It is shut.", README_txt="About")
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "b.docx").write_bytes(b"PK")
    (tmp_path / ".DS_Store").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"")
    assert said(tmp_path) == [
        f"not read from {tmp_path.name}: 1 .docx (first: b.docx); only .txt and .html are. "
        "Save them as plain text (UTF-8) to include them."
    ]


def test_a_folder_without_articles_says_what_it_holds(tmp_path):
    write(tmp_path, mine_csv="outlet,text\n")
    assert refused(tmp_path) == f"the folder {tmp_path} holds no .txt or .html files. It holds: mine.csv."


PAGE = """<html><head><meta charset="{0}"><title>Bridge shut - The Daily</title>
<meta property="og:title" content="Bridge shut">
<meta property="article:published_time" content="2020-03-02T09:00:00Z"></head>
<body><nav>Home News</nav><article>
<p>The old bridge — “Müller’s bridge” — was shut on Monday after engineers found cracks in two pillars, it said.</p>
<p>Buses &amp; lorries will be sent round the ring road until the summer, the mayor told reporters.</p>
</article><footer>Share this</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "iso-8859-9"])
def test_a_page_gives_its_text_title_and_date(encoding, tmp_path, caplog):
    (tmp_path / "Daily").mkdir()
    page, quoted = PAGE.format(encoding), "“Müller’s bridge”"
    if encoding == "iso-8859-9":
        turkish = str.maketrans("—“”’", "-''İ")
        page, quoted = page.translate(turkish), quoted.translate(turkish)
    (tmp_path / "Daily" / "a.html").write_bytes(page.encode(encoding))
    article = read_articles(tmp_path).iloc[0]
    assert article[["outlet", "title"]].tolist() == ["Daily", "Bridge shut"]
    assert article["date"] == pd.Timestamp("2020-03-02")
    assert quoted in article["text"]
    assert "Buses & lorries" in article["text"]
    assert "Home News" not in article["text"]
    assert caplog.records == []


def test_a_page_without_an_article_is_empty_and_counted(tmp_path, caplog):
    write(tmp_path, Daily__a_html="<html></html>", Daily__b_html="")
    assert said(tmp_path) == [
        "2 of 2 articles are empty (first: Daily/a.html); they are kept, and nothing is found in them.",
    ]
    assert caplog.records == []


# Size, speed, quiet


def test_an_article_of_five_megabytes_is_read(tmp_path):
    text = ENGLISH * (5_000_000 // len(ENGLISH))
    pd.DataFrame({"outlet": ["a"], "text": [text]}).to_csv(tmp_path / "a.csv", index=False)
    write(tmp_path, Daily__a_txt=text)
    assert read_articles(tmp_path / "a.csv").at[0, "text"] == text
    assert read_articles(tmp_path / "Daily").at[0, "text"] == text


def test_five_thousand_articles_read_again_in_a_second():
    frame = pd.DataFrame({"outlet": "a", "text": [f"{i} {ENGLISH * 14}" for i in range(5000)], "language": "en"})
    began = time.perf_counter()
    read_articles(frame)
    assert time.perf_counter() - began < 2  # half a second; a busy machine gets more


def test_nothing_heavy_is_loaded_at_import():
    heavy = ["trafilatura", "py3langid", "pyarrow.parquet"]
    code = f"import sys, framing.read.articles; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_folder_that_is_not_shipped_gets_a_hint():
    with pytest.raises(FramingError, match="framing ships no folder 'lexicon'. Did you mean 'lexicons'?"):
        shipped("lexicon")
