"""A keep-alive HTTP client that costs next to nothing, so that the server is what is measured."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Self


@dataclass(slots=True)
class Wire:
    """One connection. Requests on it follow one another."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    token: str

    @classmethod
    async def open(cls, port: int, token: str = "") -> Self:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        return cls(reader, writer, token)

    async def get(self, path: str) -> Any:
        return await self._send("GET", path, b"", "")

    async def post(self, path: str, body: Any, *, key: str) -> Any:
        """Raises AssertionError unless the answer is a success."""
        sent = json.dumps(body).encode()
        return await self._send("POST", path, sent, f"Idempotency-Key: {key}\r\n")

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()

    async def _send(self, method: str, path: str, body: bytes, more: str) -> Any:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        )
        self.writer.write(head.encode() + body)
        told = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *headers = told.split("\r\n")
        length = next(
            int(line.split(":")[1]) for line in headers if line.lower().startswith("content-length")
        )
        answer = await self.reader.readexactly(length)
        assert status.split(" ")[1][0] == "2", (status, answer)
        return json.loads(answer) if answer else None
