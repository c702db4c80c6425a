"""What the course's exercises need: articles to read, sentences to look at, and kind answers to a reader's guesses.

Nothing here prints. Every function returns an object that a notebook shows by itself and that `print` can print.
"""

from framing.course.answers import Feedback, check, reflect
from framing.course.names import letters, other_names
from framing.course.pages import Page, articles, picture, read, sentences
from framing.course.write import write_course

__all__ = [
    "Feedback", "Page", "articles", "check", "letters", "other_names", "picture", "read", "reflect", "sentences",
    "write_course",
]  # fmt: skip
