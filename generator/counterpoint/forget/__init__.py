"""Erase a person from a study, and say what that changes and what is still left elsewhere."""
