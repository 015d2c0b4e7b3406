"""What a new file, and a new repository, begin with."""
