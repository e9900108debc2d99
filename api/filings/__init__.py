"""Filing signed leases 备案."""
