"""Other programs' transcripts: captions, Word documents and plain text."""

from counterpoint.transfer.transcripts.reading import read_recording
from counterpoint.transfer.transcripts.values import Reading, Recording, Utterance

__all__ = ["Reading", "Recording", "Utterance", "read_recording"]
