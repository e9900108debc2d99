"""Invented households: names, valid synthetic identity numbers, habits of paying. Seeded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Final

from domain.identity import synthetic_national_id
from domain.money import Money, half_up
from domain.rent import Tier

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕云包白乌"
)
_GIVEN: Final = (
    "建国志强桂英秀兰玉梅福生占军红梅国庆丽华晓燕海霞永强伟东春花文军淑珍俊杰浩然敏静勇涛"
)
_RELATIONS: Final = ("配偶", "子", "女", "父", "母")
_TIERS: Final = (("低保", 80), ("低收入", 30), ("中等偏下", 0), ("新就业", 0), ("外来务工", 0))
_PHONES: Final = ("138", "139", "150", "158", "177", "186")
_TIER_WEIGHTS: Final = (8, 22, 34, 18, 18)
_GRANTED: Final = (Tier.MINIMUM_LIVING, Tier.LOW_INCOME, Tier.LOWER_MIDDLE, Tier.NEW_WORKER)
_GRANTED_WEIGHTS: Final = (10, 40, 35, 15)


@dataclass(frozen=True, slots=True)
class Home:
    """A unit of the demo's register."""

    code: str
    building: int
    entrance: int
    floor: int
    door: int
    area: str
    layout: str

    @property
    def room(self) -> str:
        return f"{self.floor}{self.door:02d}"


@dataclass(frozen=True, slots=True)
class Tenant:
    """A household of the demo: `habit` is how likely it pays in the month itself."""

    home: Home
    name: str
    national_id: str
    phone: str
    tier: str
    discount: int
    members: tuple[tuple[str, str, str], ...]
    contract_no: str
    starts_on: date
    ends_on: date
    rent: Money
    habit: float


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody whom the bureau granted a home: with members, and a tier as the API calls it."""

    name: str
    national_id: str
    phone: str
    tier: Tier
    members: tuple[tuple[str, str, str], ...]


def applicants(random: Random) -> Iterator[Applicant]:
    """As many as are asked for; small households, as most that wait for a home are."""
    while True:
        count = random.choices((0, 1, 2), (40, 40, 20))[0]
        yield Applicant(
            _name(random),
            _number(random, 1960, 2002),
            f"{random.choice(_PHONES)}{random.randrange(10**8):08d}",
            random.choices(_GRANTED, _GRANTED_WEIGHTS)[0],
            tuple(_member(random) for _ in range(count)),
        )


def homes(code: str, buildings: int, entrances: int, floors: int, random: Random) -> list[Home]:
    """Two doors on every floor of an entrance; a door has the same size all the way up."""
    sizes = (("36.40", "一室"), ("42.58", "一室一厅"), ("52.36", "两室一厅"), ("58.00", "两室一厅"))
    made: list[Home] = []
    for building in range(1, buildings + 1):
        for entrance in range(1, entrances + 1):
            doors = [random.choice(sizes) for _ in range(2)]
            made += [
                Home(
                    f"{code}-{building:02d}-{entrance}-{floor:02d}{door:02d}",
                    building,
                    entrance,
                    floor,
                    door,
                    *doors[door - 1],
                )
                for floor in range(1, floors + 1)
                for door in (1, 2)
            ]
    return made


def tenants(
    stock: list[Home], *, code: str, price: str, first_year: int, random: Random
) -> list[Tenant]:
    """Who lives there: 92 homes of 100 are let, under leases of three years that still run."""
    return [
        _tenant(home, number, code, price, first_year, random)
        for number, home in enumerate(stock, 1)
        if random.random() < 0.92
    ]


def _tenant(
    home: Home, number: int, code: str, price: str, first_year: int, random: Random
) -> Tenant:
    tier, discount = random.choices(_TIERS, _TIER_WEIGHTS)[0]
    starts_on = date(first_year, 1, 1) + timedelta(days=random.randrange(0, 240))
    share = Fraction(price) * Fraction(home.area) * (100 - discount)
    return Tenant(
        home,
        _name(random),
        _number(random, 1955, 2002),
        f"{random.choice(_PHONES)}{random.randrange(10**8):08d}",
        tier,
        discount,
        tuple(_member(random) for _ in range(random.choices((0, 1, 2, 3), (30, 32, 28, 10))[0])),
        f"{code}{first_year}{number:05d}",
        starts_on,
        date(starts_on.year + 3, starts_on.month, min(starts_on.day, 28)) - timedelta(days=1),
        Money(half_up(share)),
        random.choices((0.985, 0.90, 0.55, 0.12), (78, 14, 6, 2))[0],
    )


def _member(random: Random) -> tuple[str, str, str]:
    relation = random.choice(_RELATIONS)
    oldest, youngest = (2004, 2019) if relation in {"子", "女"} else (1948, 1985)
    return _name(random), relation, _number(random, oldest, youngest)


def _name(random: Random) -> str:
    given = random.sample(_GIVEN, random.choice((1, 2, 2)))
    return random.choice(_SURNAMES) + "".join(given)


def _number(random: Random, oldest: int, youngest: int) -> str:
    born = date(random.randint(oldest, youngest), 1, 1) + timedelta(days=random.randrange(365))
    return synthetic_national_id("150203", born, random.randrange(1000))
