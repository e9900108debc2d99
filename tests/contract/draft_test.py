import asyncio
from tests.contract.reading import PUBLIC, operations, send
from tests.given import found_city
async def test_draft(runtime, stranger):
    city = await found_city(runtime, stranger)
    out=[]
    for op in operations():
        if op.id in PUBLIC or op.id in {"close_session","switch_authority"}: continue
        found={}
        for role, client in city.clients.items():
            r = await send(stranger, op, client.token)
            j = r.json() if 'json' in r.headers.get('content-type','') else {}
            key=(r.status_code, j.get('code') if r.status_code>=400 else None, (j.get('facts') or {}).get('permission') if isinstance(j,dict) and r.status_code==403 else None)
            found.setdefault(key,[]).append(role.value)
            if r.status_code>=500: out.append(f"!!!! {op.id} {role} {r.text[:200]}")
        out.append(f"{op.id} " + " | ".join(f"{k} x{len(v)}{v if len(v)<3 else ''}" for k,v in found.items()))
    open('/tmp/anju/draft.txt','w').write("\n".join(out))
