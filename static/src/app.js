// The one script of the site. Pages work without it; it keeps focus, folds and words in place around htmx swaps.
