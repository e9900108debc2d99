"""Households 保障家庭 and their members."""
