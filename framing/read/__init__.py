"""Files and DataFrames in, checked articles and lexicons out."""
