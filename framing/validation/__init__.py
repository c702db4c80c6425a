"""Show that the numbers hold: coding sheets, agreement of coders, validity of the machine, corrected shares."""

from framing.validation.codings import Codings, read_codings
from framing.validation.methods import methods_text
from framing.validation.sheet import coding_sheet
from framing.validation.units import Key, read_key
from framing.validation.validate import Validity, agreement, validity

__all__ = ["Codings", "Key", "Validity", "agreement", "coding_sheet", "methods_text", "read_codings", "read_key",
           "validity"]  # fmt: skip
