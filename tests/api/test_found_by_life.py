"""What the rent life (tests/journeys) found, each in its smallest form."""

from tests.given import City
from tests.given_month import estate


async def test_no_more_is_given_back_than_the_account_holds(city: City) -> None:
    """The rent was remitted and then bounced: another household's credit is no longer there."""
    home = await estate(city, {"甲": 27227, "乙": 100})
    await home.bill("2025-04")
    bounced = await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    credit = await home.pay("乙", 300, "2025-05-06")
    await city.manager.act(f"/payments/{bounced['id']}/reversal", {"reason": "退票"})
    body = {"payment_id": credit["id"], "amount_fen": 200, "slip_no": "TK1", "reason": "错缴"}

    response = await city.manager.post("/refunds", body)

    assert (response.status_code, response.json()["code"]) == (409, "account_holds_less")
    assert response.json()["facts"] == {"held_fen": 0, "amount_fen": 200}
    assert await home.findings() == []
