"""A study's data out: tables, a database, REFI-QDA, Markdown, pages to send."""
