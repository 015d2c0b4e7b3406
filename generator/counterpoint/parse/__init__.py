"""From the text of one file to values, without looking at any other file."""
