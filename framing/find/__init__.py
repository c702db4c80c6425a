"""One article's text in, evidence rows out."""
