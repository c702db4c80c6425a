"""The course as a folder that a class can open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from framing.errors import FramingError
from framing.read.shipped import shipped

__all__ = ["write_course"]


def write_course(folder: str | os.PathLike[str]) -> tuple[Path, bool]:
    """Write the exercises, the teacher's guide and the handouts into a new folder.

    Parameters
    ----------
    folder : str or path
        The folder to make. Nothing is ever overwritten: it may hold a class's answers.

    Returns
    -------
    pathlib.Path, bool
        The folder, and whether the exercises are notebooks. Without jupytext they stay text files.

    Raises
    ------
    FramingError
        If the folder exists.

    Examples
    --------
    >>> import tempfile
    >>> path, notebooks = write_course(Path(tempfile.mkdtemp()) / "my-course")
    >>> (path / "teachers-guide.md").exists()
    True
    """
    path = Path(folder)
    if path.exists():
        raise FramingError(f"{path} exists, and may hold answers; choose another folder with --out.")
    try:
        import jupytext
    except ImportError:
        jupytext = None
    shutil.copytree(shipped("course"), path, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    if jupytext is None:
        return path, False
    for text in sorted(path.glob("[0-9]_*.py")):
        jupytext.write(jupytext.read(text), text.with_suffix(".ipynb"))
        text.unlink()
    for page in path.glob("*.md"):
        page.write_text(page.read_text(encoding="utf-8").replace(".py)", ".ipynb)"), encoding="utf-8")
    return path, True
