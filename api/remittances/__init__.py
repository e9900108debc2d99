"""Remittances 上缴: tenants' rent on its way to the treasury, and how long it waits."""
