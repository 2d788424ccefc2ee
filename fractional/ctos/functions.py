"""What people do for companies: a data row each, so that another function is no change of code."""

FIRST = {"code": "cto", "label": "CTO", "label_en": "CTO"}
"""The one that everything begins with."""
