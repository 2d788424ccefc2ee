"""The words that tell how profiles are compared, shown before anything is typed (R14, art. L1221-8)."""

VERSION = "2026-11"
"""Changed with the words of ``templates/ctos/_notice.html``; history keeps which one a person read."""

WARNING = "2026-11"
"""Changed with the words above the button of ``templates/ctos/file_summary.html``: part-time is not simpler (#29)."""
