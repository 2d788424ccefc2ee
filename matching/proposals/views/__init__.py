"""Pages on which a company or a CTO answers."""
