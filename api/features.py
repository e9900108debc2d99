"""The list of features: their routers in the order of the contract, and their tags."""

from typing import Final

from fastapi import APIRouter

from api.auth.router import router as auth
from api.housing.router import router as housing

ROUTERS: Final[tuple[APIRouter, ...]] = (auth, housing)

TAGS: Final = [
    {"name": "auth", "description": "Sign-in, sessions and tokens; who am I."},
    {"name": "housing", "description": "Projects 小区, buildings 栋, units 套."},
    {"name": "health", "description": "For supervisors and balancers."},
]
