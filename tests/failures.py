"""Writes the list of known failures: ``python tests/failures.py > docs/known-failures.md``.

It is drawn from the composed sentences whose test is a strict xfail, so that the page cannot promise more than the
tests know.
"""

import sys

from composed import HERE, entries

KINDS = {
    "voice": "Voices and citations",
    "blame": "Claims of responsibility",
    "figures": "Figures",
}
HEAD = """# Known failures

Sentences that are read wrongly today. All were composed for the tests of the finders, to be hard; each stands there as an expected failure with its reason, and the day it is read rightly the test asks for its removal from this list. They say which constructs to check by hand in your own articles. How often readings are right in real articles is another question, which [quality](quality.md) answers.

This page is made from the tests by `python tests/failures.py > docs/known-failures.md`.
"""  # noqa: E501


def page() -> str:
    """Return the page as Markdown."""
    parts = [HEAD]
    for name, title in KINDS.items():
        if not (HERE / f"{name}.yaml").exists():
            continue
        known = [entry for entry in entries(name) if "xfail" in entry]
        parts.append(f"## {title}\n\n{len(known)} of {len(entries(name))} composed examples.\n")
        for entry in known:
            words = " ".join(entry["whole"].split())
            parts.append(f"- {words}\\\n  *{entry['case'].replace('_', ' ')}: {entry['xfail']}*")
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
