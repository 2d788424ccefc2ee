"""What a CTO types into each form of their file, in one go."""

WANTS = {"drawn_by": "role", "motives": ["variety", "team"], "first_name": "Maël", "last_name": "Trévidic"}
ROLE = {
    "title": "founder_cto",
    "full_time": "True",
    "started_on": "2013-03",
    "ended_on": "2019-08",
    "company_name": "Atelier Brumaire",
    "company_description": "éditeur SaaS, 30 personnes",
    "sector": "saas",
    "stage": "series_a",
    "headcount": "30",
    "team_led": "8",
    "kinds": ["standing"],
    "problems": ["delivery_slow", "debt"],
    "result": "Mise en production passée de trois semaines à deux jours",
}
SECOND_ROLE = ROLE | {
    "title": "cto",
    "started_on": "2019-01",
    "ended_on": "",
    "company_name": "Mérou Marine",
    "company_description": "place de marché, 12 personnes",
    "headcount": "12",
    "team_led": "5",
}
PROFILE = {"headline": "CTO fondateur d’un éditeur de 30 personnes", "scopes": ["cto"], "nature": "lead"}
RATES = {
    "target_rate_eur": "1 000",
    "floor_rate_eur": "850",
    "discount_percent": "8",
    "from_months": "6",
}
WEEK = {
    "open": ["2", "3", "6", "7"],
    "from_on": "2026-11-23",
    "protected": ["4"],
    "later_on": "2027-01-06",
    "later_open": ["2", "3", "5", "6", "7"],
}
RULES = {
    "kinds_accepted": ["standing", "transition"],
    "kinds_wanted": ["standing"],
    "hands_on": "0",
    "contracts": ["freelance"],
    "max_missions": "2",
    "max_half_days_in_all": "8",
    "min_half_days": "1",
    "max_half_days": "6",
    "min_months": "3",
    "regions": ["11"],
    "zones": ["69"],
    "languages": ["fr", "en"],
    "refused_sectors": ["gaming"],
    "refused": "732 829 320 Fonderie Lamart\n",
    "competitors": "552100554",
    "weekly_cap": "1",
    "priorities": ["rate", "situation"],
}
