"""Headers on what breaks: asked of the real middleware before an application that fails."""

from __future__ import annotations

import logging

import httpx
import pytest
from loops import answered
from starlette.responses import PlainTextResponse

from kumkm.server.headers import SafeHeaders


async def fails(_scope, _receive, _send):
    raise ValueError("NIK 7471012345678901")


async def fails_half_way(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ValueError("later")


def ask(app) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(SafeHeaders(app, "default-src 'none'"))
        async with httpx.AsyncClient(transport=transport, base_url="http://dasbor") as client:
            return await client.get("/rapat")

    return answered(asked())


@pytest.mark.parametrize(("app", "status"), [(fails, 500), (PlainTextResponse("ada"), 200)])
def test_every_answer_carries_them(app, status, caplog):
    with caplog.at_level(logging.CRITICAL):
        answer = ask(app)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "7471012345678901" not in answer.text


def test_an_answer_that_has_begun_is_not_answered_again():
    with pytest.raises(ValueError, match="later"):
        ask(fails_half_way)
