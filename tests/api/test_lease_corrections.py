"""A name, a number, a telephone is put right, and the old one is kept."""

from collections.abc import Iterator

import pytest

from domain.access import Role
from tests.given import City
from tests.given_eligibility import number
from tests.given_lease_changes import TODAY, members, proposed, step, who
from tests.given_leasing import on
from tests.given_renewals import housed

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The fifteenth of June, unless a test says another day."""
    with on(city, TODAY):
        yield


async def test_a_name_is_put_right_by_one_officer_and_the_old_one_kept(city: City) -> None:
    lease = await housed(city)
    tenant = await who(city, lease, "赵福生")
    one = await proposed(city, lease, "name", "written_wrong", member_id=tenant, name="赵福升")
    done = await step(city.officer, one, "check")
    after = await city.officer.read(f"/leases/{lease['id']}")

    assert (done["state"], done["before"]) == ("effective", {"name": "赵福生"})
    assert after["tenant_name"] == "赵福升"


async def test_a_number_is_put_right_and_opens_for_whom_may_see_it(city: City) -> None:
    lease = await housed(city)
    tenant, right = await who(city, lease, "赵福生"), number()
    mask = (await members(city, lease))["赵福生"]["national_id_mask"]
    one = await proposed(
        city, lease, "national_id", "written_wrong", member_id=tenant, national_id=right
    )
    done = await step(city.officer, one, "check")
    path = f"/households/{lease['household_id']}/members/{tenant}/reveal"
    seen = await city.officer.act(path, {"reason": "核对身份证原件"})

    assert done["before"] == {"national_id_mask": mask}
    assert right not in str(done)
    assert seen["national_id"] == right


async def test_a_phone_is_put_right(city: City) -> None:
    lease = await housed(city)
    tenant = await who(city, lease, "赵福生")
    one = await proposed(
        city, lease, "phone", "officially_changed", member_id=tenant, phone="13947255521"
    )
    await step(city.officer, one, "check")

    assert (await members(city, lease))["赵福生"]["phone_mask"] == "139****5521"
