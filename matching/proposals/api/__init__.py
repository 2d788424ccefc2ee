"""Selections and proposals for programs: the company's side, and the CTO's."""
