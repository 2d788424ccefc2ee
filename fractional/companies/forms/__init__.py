"""What a company says of itself, and whom it lets in."""

from fractional.companies.forms.company import CompanyForm, NewCompanyForm
from fractional.companies.forms.members import InviteForm, JoinAnswerForm, JoinForm, MemberForm

__all__ = ["CompanyForm", "InviteForm", "JoinAnswerForm", "JoinForm", "MemberForm", "NewCompanyForm"]
