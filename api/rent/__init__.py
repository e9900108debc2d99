"""Rent: standards and rules, billing runs, charges 应收, adjustments; reading bank files."""
