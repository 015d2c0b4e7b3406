"""Counterpoint: a research site from tagged interviews."""
