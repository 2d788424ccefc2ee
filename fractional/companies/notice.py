"""The words that tell how profiles are compared, shown before a founder types anything (R14, art. L1221-8)."""

VERSION = "2026-11"
"""Changed with the words of ``templates/companies/_notice.html``; history keeps which one a person read."""
