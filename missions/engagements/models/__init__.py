"""What two people agreed on, and whether they go on after its last day."""

from missions.engagements.models.missions import Mission, MissionQuerySet
from missions.engagements.models.renewals import Renewal, RenewalQuerySet

__all__ = ["Mission", "MissionQuerySet", "Renewal", "RenewalQuerySet"]
