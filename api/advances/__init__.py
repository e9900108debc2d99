"""Vouchers 代交凭证: what the operator pays for its tenants, step by step."""
