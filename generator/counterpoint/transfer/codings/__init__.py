"""Codings of other programs: REFI-QDA, QualCoder, Taguette, tables of highlights."""
