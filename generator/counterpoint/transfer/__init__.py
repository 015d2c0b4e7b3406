"""Transcripts and codings in, evidence out: what passes between a study and other programs."""
