"""The command line: articles in, a folder of tables, charts and a report out."""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from .errors import FramingError, FramingWarning

__all__ = ["main"]

_EPILOG = """\
examples:
  framing demo
  framing analyze articles/ --lexicon syria --out results
  framing analyze news.csv --lexicon syria --out results --outlet publisher --text body
"""

_COLUMNS = ("outlet", "text", "title", "date", "story")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 2 wrong input (one line on stderr), 130 interrupted.

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
    analyze.add_argument("data", metavar="DATA", help="a folder of .txt or .html files, a .csv, .jsonl or .parquet")
    analyze.add_argument("--lexicon", required=True, help="a shipped name (see 'framing lexicons') or a .yaml file")
    analyze.add_argument("--out", required=True, metavar="DIR", help="the folder to make")
    for column in _COLUMNS:
        analyze.add_argument(f"--{column}", metavar="COLUMN", help=f"the column of the {column}, if it is not found")
    _add_options(analyze)
    analyze.set_defaults(run=_analyze, command="analyze")

    demo = commands.add_parser("demo", help="measure the example articles", description="Measure the example articles.")
    demo.add_argument("--out", default="framing-demo", metavar="DIR", help="the folder to make (default: %(default)s)")
    _add_options(demo)
    demo.set_defaults(run=_demo, command="demo")

    listing = commands.add_parser("lexicons", help="list the lexicons", description="List the shipped lexicons.")
    listing.set_defaults(run=_lexicons)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0, help="seed of everything drawn at random (default: %(default)s)")
    parser.add_argument(
        "--no-syntax",
        dest="syntax",
        action="store_false",
        help="parse no sentences: faster, but no claims, no voice outside quotation marks",
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
    parser.add_argument("--force", action="store_true", help="replace the results of an earlier run")
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def _analyze(args: argparse.Namespace) -> None:
    columns = {column: getattr(args, column) for column in _COLUMNS}
    _run(args, data=args.data, lexicon=args.lexicon, columns=columns)


def _demo(args: argparse.Namespace) -> None:
    from .read.shipped import shipped

    _run(args, data=shipped("articles"), lexicon="syria", columns={})


def _run(args: argparse.Namespace, *, data: str | Path, lexicon: str, columns: dict[str, str | None]) -> None:
    """Analyze `data`, write the folder, and say where everything is."""
    from .analysis import analyze
    from .output import check_folder, write_results
    from .read.articles import read_articles
    from .read.lexicon import load_lexicon
    from .show.wire import said_of_wire

    check_folder(args.out, force=args.force)
    words = load_lexicon(lexicon)
    articles = read_articles(data, **columns)
    result = analyze(articles, words, syntax=args.syntax, progress=not args.quiet).wire_copy(args.wire)
    if not args.quiet:
        _say(f"{result}\n{said_of_wire(result.parameters)}\nMeasuring, drawing and writing ...")
    options = {key: value for key, value in vars(args).items() if key not in ("run", "quiet", "force")}
    folder = write_results(result, args.out, data=Path(data), options=options, force=args.force)
    for what, name in (("Report", "report.html"), ("Charts", "charts"), ("Tables", "tables"), ("Record", "run.json")):
        print(f"{what}: {folder / name}")


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
