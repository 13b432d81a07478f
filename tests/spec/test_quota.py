"""How much may be uploaded at once, asked of the real middleware before an application that keeps nothing."""

from __future__ import annotations

import httpx
import pytest
from loops import answered
from starlette.responses import PlainTextResponse

from kumkm.server import quota
from kumkm.server.quota import Quota

MB = 1_000_000


class Client:
    """Asks the middleware; `now` is its clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.taken = 0

        async def keeper(scope, receive, send):
            self.taken += 1
            await PlainTextResponse("ok")(scope, receive, send)

        self._transport = httpx.ASGITransport(Quota(keeper, lambda: self.now))

    def ask(self, method: str, session: str, file: str, size: int | None) -> int:
        async def asked() -> int:
            async with httpx.AsyncClient(transport=self._transport, base_url="http://dasbor") as client:
                headers = {} if size is None else {"content-length": str(size)}
                request = client.build_request(method, f"/_stcore/upload_file/{session}/{file}", headers=headers)
                if size is None:
                    request.headers.pop("content-length", None)
                return (await client.send(request)).status_code

        return answered(asked())


@pytest.fixture
def client() -> Client:
    return Client()


def test_a_session_holds_so_much_and_no_more(client):
    assert client.ask("PUT", "a", "1", 200 * MB) == 200
    assert client.ask("PUT", "a", "2", 101 * MB) == 413
    assert client.ask("PUT", "a", "1", 250 * MB) == 200  # in place of the first
    assert client.ask("PUT", "a", "3", 50 * MB) == 200
    assert client.ask("PUT", "a", "4", 1) == 413
    assert client.ask("DELETE", "a", "1", 0) == 200
    assert client.ask("PUT", "a", "4", 250 * MB) == 200
    assert client.taken == 5  # what was refused came no further


def test_nor_so_many_files(client):
    assert {client.ask("PUT", "a", str(number), 1) for number in range(quota.FILES_OF_SESSION)} == {200}
    assert client.ask("PUT", "a", "one more", 1) == 413
    assert client.ask("PUT", "a", "0", 1) == 200


def test_all_together_hold_so_much_until_it_is_forgotten(client):
    for session in "abc":
        assert client.ask("PUT", session, "1", 300 * MB) == 200
    assert client.ask("PUT", "d", "1", 101 * MB) == 413
    client.now = 3601.0
    assert client.ask("PUT", "d", "1", 300 * MB) == 200


@pytest.mark.parametrize("size", [None, -1])
def test_what_does_not_say_how_long_it_is_is_not_taken(client, size):
    assert client.ask("PUT", "a", "1", size) == 411
    assert client.taken == 0


def test_other_addresses_are_not_counted(client):
    async def asked() -> int:
        async with httpx.AsyncClient(transport=client._transport, base_url="http://dasbor") as visitor:
            return (await visitor.put("/rapat", content=b"x")).status_code

    assert answered(asked()) == 200
