"""Leases 租赁合同."""
