"""A company's own pages, and those of the people who act for it."""
