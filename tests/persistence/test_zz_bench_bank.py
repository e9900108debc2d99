"""100,000 lines through matching and booking, timed by part."""
import asyncio, time, os
from uuid import UUID, uuid4
from sqlalchemy import text
from tests.given import City
from tests.given_payments import home, bank_file, sent
from api.rent.bank_file import read_statement
from api.payments import statements
from domain.matching import Stock
from domain.access import Role
from persistence import bank, bank_lines

N = int(os.environ.get("N", "100000"))

async def test_bench(city: City) -> None:
    flat = await home(city)
    project = UUID(flat["project"]["id"])
    async with city.runtime.database.transaction(city.context) as s:
        b = await s.scalar(text("select building_id from units limit 1"))
        p = {"n": N, "p": project, "b": b}
        await s.execute(text("""insert into units (id, project_id, building_id, code, entrance, room, area_m2, price_per_m2, state)
          select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, :p, :b, 'XF-' || lpad(i::text, 8, '0'), '1', (1000+i)::text, 50, 5, 'leased' from generate_series(1, :n) i"""), p)
        await s.execute(text("""insert into households (id, project_id, tenant_name, tier, size)
          select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, :p, '赵' || i, 'low_income', 1 from generate_series(1, :n) i"""), {"n": N, "p": project})
        await s.execute(text("""insert into leases (id, project_id, unit_id, household_id, contract_no, state, starts_on, ends_on, charged_from, monthly_rent_fen, tier)
          select id, :p, id, id, 'BT2025' || lpad((row_number() over ())::text, 8, '0'), 'active', '2025-01-01', '2028-01-01', '2025-01-01', 27227, 'low_income' from households where tenant_name like '赵_%' and tenant_name <> '赵福生'"""), {"p": project})
        for m in ("2026-03-01", "2026-04-01"):
            await s.execute(text("""insert into charges (project_id, lease_id, unit_id, household_id, month, from_on, until_on, due_on, amount_fen, treasury_claim_fen, trace)
              select project_id, id, unit_id, household_id, cast(:m as date), cast(:m as date), cast(:m as date) + 30, cast(:m as date) + 9, 27227, 27227, '{}' from leases where contract_no like 'BT2025%'"""), {"m": __import__("datetime").date.fromisoformat(m)})
        contracts = (await s.scalars(text("select contract_no from leases where contract_no like 'BT2025%'"))).all()
    data = bank_file(("300.00" if i % 3 else "272.27", "赵福生", f"租金 合同{c}", f"S{i:09}") for i, c in enumerate(contracts))
    t = time.perf_counter(); read = read_statement(data); print("\nparse", round(time.perf_counter()-t, 2), len(data))
    actor = await city.actor(Role.CASHIER)
    answer = (await sent(city, flat["project"], data)).json()
    from sqlalchemy import event
    eng = city.runtime.database.engine.sync_engine
    @event.listens_for(eng, "before_cursor_execute")
    def b4(conn, cur, stmt, *a): conn.info["t"] = time.perf_counter()
    @event.listens_for(eng, "after_cursor_execute")
    def aft(conn, cur, stmt, *a):
        d = time.perf_counter() - conn.info["t"]
        if d > .1: print("   ", round(d, 2), stmt[:60].replace("\n", " "))
    class P:
        async def report(self, *a): pass
    async with city.runtime.database.transaction(city.context) as s:
        st = await bank.statement(s, actor.scope(__import__("domain.access").access.Permission.TAKE_PAYMENT), UUID(answer["id"]))
        t = time.perf_counter(); known = await bank_lines.stock(s, project); t1 = time.perf_counter(); stock = Stock.of(known); t2 = time.perf_counter()
        print("stock", round(t1-t, 2), "index", round(t2-t1, 2))
        t = time.perf_counter(); cols = await statements.matched(read.lines, stock, P()); print("match", round(time.perf_counter()-t, 2))
        from persistence.payments import posting
        from sqlalchemy import text as T
        real = s.execute
        async def ex(stmt, *a, **k):
            if stmt is posting._SETTLE or stmt is bank_lines._BOOK or "order by" in str(stmt)[:0]:
                sp = await s.begin_nested()
                got = await real(T("explain (analyze, costs on, summary on) " + str(stmt.text)), *a)
                print("\n".join(r[0] for r in got))
                await sp.rollback()
            return await real(stmt, *a, **k)
        s.execute = ex
        t = time.perf_counter(); booked, credit = await statements.book(s, actor, st, cols, today=city.runtime.clock.today()); print("book", round(time.perf_counter()-t, 2), {k: v.lines for k, v in booked.items()}, credit)
    print("commit done")
