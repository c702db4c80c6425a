"""The command line: articles in, a folder of tables, charts and a report out; sheets to code; the course."""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from . import authoring
from .errors import FramingError, FramingWarning, LexiconError

if TYPE_CHECKING:
    from .analysis import Analysis

__all__ = ["main"]

_EPILOG = """\
examples:
  framing demo
  framing analyze articles/ --lexicon syria --out results
  framing analyze news.csv --lexicon syria --out results --outlet publisher --text body
  framing sheet articles/ --lexicon syria --of claims --out claims.xlsx
  framing validity articles/ --lexicon syria --codings ada.xlsx ben.xlsx --out validity
  framing lexicon new mine.yaml
  framing lexicon new mine.yaml --from articles/ --lexicon syria
  framing lexicon check mine.yaml --on articles/
  framing course --out my-course
"""

_COLUMNS = ("outlet", "text", "title", "date", "story")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 2 wrong input (said on stderr), 130 interrupted.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after the program's name; by default those of the command line.

    Examples
    --------
    >>> code = main(["lexicons"])  # doctest: +ELLIPSIS
    conflict ...
    >>> code
    0
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a path that the terminal cannot print is no reason to fail
    args = _parser().parse_args(argv)
    with _notes_on_one_line():
        try:
            args.run(args)
        except LexiconError as error:  # of a file with many errors, each on its line
            return _fail("\n".join(" ".join(line.split()) for line in str(error).splitlines()))
        except FramingError as error:
            return _fail(" ".join(str(error).split()))
        except OSError as error:
            return _fail(f"{error.filename or 'a file'}: {error.strerror or error}.")
        except KeyboardInterrupt:
            _say("framing: interrupted; nothing was written.")
            return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="framing", description="Measure how news outlets frame the same events.", epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"framing {metadata.version('newsframing')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    analyze = commands.add_parser("analyze", help="measure your articles", description="Measure your articles.")
    _add_data(analyze, "DIR", "the folder to make")
    _add_options(analyze)
    analyze.set_defaults(run=_analyze, command="analyze")

    demo = commands.add_parser("demo", help="measure the example articles", description="Measure the example articles.")
    demo.add_argument("--out", default="framing-demo", metavar="DIR", help="the folder to make (default: %(default)s)")
    _add_options(demo)
    demo.set_defaults(run=_demo, command="demo")

    _add_validation(commands)
    actions = authoring.add_commands(commands)
    actions.choices["check"].set_defaults(run=_check_lexicon)
    actions.choices["new"].set_defaults(run=_new_lexicon)
    course = commands.add_parser("course", help="write the course for a class", description="Write the course.")
    course.add_argument("--out", default="my-course", metavar="DIR", help="the folder to make (default: %(default)s)")
    course.set_defaults(run=_course)
    listing = commands.add_parser("lexicons", help="list the lexicons", description="List the shipped lexicons.")
    listing.set_defaults(run=_lexicons)
    return parser


def _add_validation(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands for coding by hand."""
    about = "Draw a sheet to be coded by hand."
    sheet = commands.add_parser("sheet", help="draw a sheet to code by hand", description=about)
    _add_data(sheet, "FILE", "the sheet to make, .xlsx or .csv; its key comes to lie beside it")
    sheet.add_argument("--of", default="mentions", help="mentions (labels) or claims (default: %(default)s)")
    sheet.add_argument("--rows", type=int, default=200, metavar="N", help="rows to draw (default: %(default)s)")
    sheet.add_argument("--by", nargs="+", metavar="COLUMN", help="strata (default: outlet, and stance or target)")
    _add_analysis(sheet)
    sheet.set_defaults(run=_sheet, command="sheet")

    about = "Say how right the readings are, from filled-in sheets."
    validity = commands.add_parser("validity", help="say how right the readings are", description=about)
    _add_data(validity, "DIR", "the folder to make")
    validity.add_argument("--codings", required=True, nargs="+", metavar="FILE", help="filled-in sheets, one a coder")
    validity.add_argument("--key", metavar="FILE", help="the key of the sheet, if it does not lie beside the codings")
    _add_analysis(validity)
    validity.set_defaults(run=_validity, command="validity")


def _add_data(parser: argparse.ArgumentParser, out: str, what: str) -> None:
    parser.add_argument("data", metavar="DATA", help="a folder of .txt or .html files, a .csv, .jsonl or .parquet")
    parser.add_argument("--lexicon", required=True, help="a shipped name (see 'framing lexicons') or a .yaml file")
    parser.add_argument("--out", required=True, metavar=out, help=what)
    for column in _COLUMNS:
        parser.add_argument(f"--{column}", metavar="COLUMN", help=f"the column of the {column}, if it is not found")


def _add_analysis(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0, help="seed of everything drawn at random (default: %(default)s)")
    parser.add_argument(
        "--no-syntax",
        dest="syntax",
        action="store_false",
        help="parse no sentences: faster, but no claims, no voice outside quotation marks",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def _add_options(parser: argparse.ArgumentParser) -> None:
    _add_analysis(parser)
    parser.add_argument(
        "--no-figures",
        dest="figures",
        action="store_false",
        help="look for no numbers: faster, but nothing is said of figures that do not agree",
    )
    parser.add_argument(
        "--texts",
        choices=("full", "snippets"),
        default="full",
        help="print whole articles in the report, or only sentences that are evidence",
    )
    parser.add_argument(
        "--wire",
        choices=("keep", "exclude", "credit"),
        default="keep",
        help="count reports credited to a news agency under who printed them, not at all, or under the agency",
    )
    parser.add_argument(
        "--copies",
        choices=("keep", "once", "exclude"),
        default="keep",
        help="count reports that stand in several articles each time, once, or not at all",
    )
    parser.add_argument(
        "--repeats",
        choices=("keep", "once", "exclude"),
        default="keep",
        help="count sentences that an outlet prints in several articles each time, once, or not at all",
    )
    parser.add_argument("--stories", action="store_true", help="find out which articles report the same event")
    parser.add_argument("--force", action="store_true", help="replace the results of an earlier run")


def _analyze(args: argparse.Namespace) -> None:
    columns = {column: getattr(args, column) for column in _COLUMNS}
    _run(args, data=args.data, lexicon=args.lexicon, columns=columns)


def _demo(args: argparse.Namespace) -> None:
    from .read.shipped import shipped

    _run(args, data=shipped("articles"), lexicon="syria", columns={})


def _run(args: argparse.Namespace, *, data: str | Path, lexicon: str, columns: dict[str, str | None]) -> None:
    """Analyze `data`, write the folder, and say where everything is."""
    from .analysis import analyze
    from .match.stories import match_stories
    from .output import check_folder, write_results
    from .read.articles import read_articles
    from .read.lexicon import load_lexicon
    from .show.copies import said_of_copies
    from .show.wire import said_of_wire

    check_folder(args.out, force=args.force)
    words = load_lexicon(lexicon)
    articles = read_articles(data, **columns)
    if args.stories:
        articles = match_stories(articles, progress=not args.quiet)
    result = analyze(articles, words, syntax=args.syntax, figures=args.figures, progress=not args.quiet)
    result = result.wire_copy(args.wire).count_copies(args.copies).count_repeats(args.repeats)
    if result.mentions.empty and len(result.articles):
        _say(f"note: no name that {words.name} lists stands in these articles; is it the lexicon for them?")
    if not args.quiet:
        said = f"{said_of_wire(result.parameters)}\n{said_of_copies(result.parameters)}"
        _say(f"{result}\n{said}\nMeasuring, drawing and writing ...")
    options = {key: value for key, value in vars(args).items() if key not in ("run", "quiet", "force")}
    folder = write_results(result, args.out, data=Path(data), options=options, force=args.force)
    for what, name in (("Report", "report.html"), ("Charts", "charts"), ("Tables", "tables"), ("Record", "run.json")):
        print(f"{what}: {folder / name}")


def _found(args: argparse.Namespace) -> Analysis:
    """Read and analyze what the command line names."""
    from .analysis import analyze
    from .read.articles import read_articles
    from .read.lexicon import load_lexicon

    words = load_lexicon(args.lexicon)
    articles = read_articles(args.data, **{column: getattr(args, column) for column in _COLUMNS})
    return analyze(articles, words, syntax=args.syntax, figures=False, progress=not args.quiet)


def _sheet(args: argparse.Namespace) -> None:
    """Draw a sheet, and say where it and its key are."""
    from .validation import coding_sheet

    coding_sheet(_found(args), args.out, n=args.rows, of=args.of, by=args.by, seed=args.seed)
    print(f"Sheet: {args.out}\nKey, not for coders: {Path(args.out).with_suffix('.key.json')}")


def _validity(args: argparse.Namespace) -> None:
    """Score filled-in sheets, write the tables, and say the verdict."""
    from .show.page import csv_of, write_page
    from .validation import agreement, methods_text, read_codings, validity

    out = Path(args.out)
    if out.exists():
        raise FramingError(f"{out} exists; choose another folder with --out.")
    codings = read_codings(args.codings, key=args.key)
    result = _found(args)
    valid = validity(result, codings)
    agreed = agreement(codings, seed=args.seed) if len(codings.coders) > 1 else None
    tables = {name: getattr(valid, name) for name in ("scores", "shares", "comparisons", "confusion")}
    tables |= {"problems": codings.problems} | ({"agreement": agreed.table} if agreed else {})
    out.mkdir(parents=True)
    for name, table in tables.items():
        write_page(csv_of(table), out / f"{name}.csv")
    text = methods_text(result, validity=valid, agreement=agreed)
    (out / "methods.txt").write_text(text + "\n", encoding="utf-8")
    print(f"{valid.verdict}\nTables: {out}\nFor the paper: {out / 'methods.txt'}")


def _check_lexicon(args: argparse.Namespace) -> None:
    print(authoring.check(args.lexicon, args.on, out=args.out, syntax=args.syntax, progress=not args.quiet))


def _course(args: argparse.Namespace) -> None:
    from .course import write_course

    folder, notebooks = write_course(args.out)
    for path in sorted(folder.glob("[0-9]_*")):
        print(path)
    print(f"For teachers: {folder / 'teachers-guide.md'}\nTo print: {folder / 'handouts'}")
    if notebooks:
        print(f"Open with: cd {folder} && python -m notebook")
    else:
        print('These are text files. For notebooks: python -m pip install "newsframing[course]", then once more.')


def _new_lexicon(args: argparse.Namespace) -> None:
    if args.articles is None and args.lexicon is None:
        print(authoring.new(args.file))
    else:
        print(authoring.draft(args.file, args.articles, args.lexicon, names=args.names))


def _lexicons(args: argparse.Namespace) -> None:
    from .read.lexicon import list_lexicons, load_lexicon

    for name in list_lexicons():
        lexicon = load_lexicon(name)
        print(f"{name:<18}{lexicon.version:<8}{lexicon.title}")


@contextmanager
def _notes_on_one_line() -> Iterator[None]:
    """Print warnings as notes of one line; those of framing always, others as the user's filters say."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", FramingWarning)
        warnings.showwarning = lambda message, *_, **__: _say(f"note: {' '.join(str(message).split())}")
        yield


def _fail(message: str) -> int:
    _say(f"framing: {message}")
    return 2


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
