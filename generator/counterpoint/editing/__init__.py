"""Change files at exact places and leave every other byte as it is."""
