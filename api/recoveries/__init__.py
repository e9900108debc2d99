"""Recovered advances given to the operator: kept from the account, or refunded by treasury."""
