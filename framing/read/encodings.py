"""Bytes in, text out: UTF-8 with or without a mark, UTF-16 with its mark, else Windows-1252."""

from __future__ import annotations

import codecs

from framing.errors import ArticlesError

__all__ = ["decode"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Parameters
    ----------
    raw : bytes
        The file as it lies on disk.
    name : str
        What to call the file in an error.

    Returns
    -------
    tuple of str and str
        The text and the encoding it was read with.

    Raises
    ------
    ArticlesError
        If the bytes are neither UTF-8 nor Windows-1252, or are UTF-8 with damage.

    Examples
    --------
    >>> decode("Müller".encode("cp1252"), "a.txt")
    ('Müller', 'cp1252')
    """
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding), encoding
    except UnicodeDecodeError as error:
        first = error
    damaged = _is_damaged_utf8(raw)
    if encoding == "utf-8" and not damaged:
        try:
            return raw.decode("cp1252"), "cp1252"
        except UnicodeDecodeError as error:
            first = error
    raise ArticlesError(
        f"{name}: the byte 0x{raw[first.start]:02X} at offset {first.start} is "
        f"{'no UTF-8, though the rest of the file is' if damaged else 'neither UTF-8 nor Windows-1252'}. "
        "Open the file in an editor that shows it correctly and save it as UTF-8."
    )


def _is_damaged_utf8(raw: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes from Windows-1252, which hardly ever holds valid UTF-8 sequences."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    return sound > broken
