"""What people decide on a proposal, one module a side.

Every action locks in the same order: the CTO's row, the need's row, the proposals' rows.
"""
