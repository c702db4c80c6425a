"""Show that the numbers hold: coding sheets, agreement of coders, validity of the machine, corrected shares."""

from framing.validation.sheet import coding_sheet

__all__ = ["coding_sheet"]
