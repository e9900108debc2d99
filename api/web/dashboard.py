"""Serves the built dashboard: hashed assets for long, every other address its one page."""

from http import HTTPStatus
from pathlib import Path
from typing import Final

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from domain.errors import NotFound

#: The address that takes what no other took.
ANYWHERE: Final = "/{path:path}"
DIST: Final = Path(__file__).parents[2] / "frontend" / "dist"


class _Assets(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def install(app: FastAPI, dist: Path = DIST) -> None:
    """Nothing happens where the dashboard is not built: the API serves alone."""
    page = dist / "index.html"
    if not page.exists():
        return
    app.mount("/assets", _Assets(directory=dist / "assets"), name="assets")

    @app.get(ANYWHERE, include_in_schema=False)
    def dashboard(path: str) -> FileResponse:
        if path.startswith("v1/"):  # this method is not the address's, or there is no such address
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)
        if path.startswith(("docs", "openapi")):
            raise NotFound
        asked = (dist / path).resolve()
        inside = asked.is_relative_to(dist.resolve()) and asked.is_file()
        return FileResponse(asked if inside else page, headers={"Cache-Control": "no-cache"})
