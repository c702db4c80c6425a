"""Evidence rows in, result tables out."""
