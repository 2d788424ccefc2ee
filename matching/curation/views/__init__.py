"""The screens of the Fractional team."""
