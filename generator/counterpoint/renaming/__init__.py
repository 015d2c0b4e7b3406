"""Give a file of research/ another id, or merge it into another, wherever it is named."""
