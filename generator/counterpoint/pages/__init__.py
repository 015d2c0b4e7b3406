"""From findings to pages: one module a page kind."""
