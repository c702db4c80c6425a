"""Time ``import framing`` in fresh interpreters, and name the modules that cost most.

python benchmarks/imports.py [runs]
"""

from __future__ import annotations

import re
import subprocess
import sys
import time

import numpy as np

_HEAVY = 5  # modules named
_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")


def clock(code: str) -> float:
    """Return the seconds that a fresh interpreter takes for `code`."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - began


def main(runs: int = 7) -> None:
    """Print the median of `runs` imports beyond the interpreter's own start, and the modules that took longest."""
    seconds = [clock("import framing") - clock("pass") for _ in range(runs)]
    print(f"import framing: {np.median(seconds):.2f} s (median of {runs}; best {min(seconds):.2f})")
    code = [sys.executable, "-X", "importtime", "-c", "import framing"]
    log = subprocess.run(code, check=True, capture_output=True, text=True).stderr
    own = sorted(((int(m[1]), m[4]) for m in map(_LINE.match, log.splitlines()) if m), reverse=True)
    print("longest by themselves: " + ", ".join(f"{name} {micro / 1000:.0f} ms" for micro, name in own[:_HEAVY]))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
