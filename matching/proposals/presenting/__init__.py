"""What each side reads of a proposal: a card for the company, a page for the CTO.

Words are found here, at reading time, in the reader's language; figures and facts are those frozen when the card was
made.
"""

from matching.proposals.presenting.company import company_card, heading, selection_groups
from matching.proposals.presenting.compatible import compatible_cards, kept_away_lines
from matching.proposals.presenting.contacts import contact_for_cto, contacts_of
from matching.proposals.presenting.cto import company_record, cto_card, silence, told_company

__all__ = [
    "company_card",
    "company_record",
    "compatible_cards",
    "contact_for_cto",
    "contacts_of",
    "cto_card",
    "heading",
    "kept_away_lines",
    "selection_groups",
    "silence",
    "told_company",
]
