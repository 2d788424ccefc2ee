"""Missions, for the two who agreed on them."""
