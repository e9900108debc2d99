"""Renewing leases 续租 and yearly reviews 年审."""
