"""Requests under way: many at once, in a loop of their own, so that none waits for another."""

import asyncio
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from troth_web.outbound import Answer, Client, OutboundError
from troth_web.outbound.errors import NO_ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """One request."""

    delivery: int
    endpoint: str
    subject: str
    #: Which try it is, counted from 0.
    tries: int
    url: str
    at: datetime
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """What came of a flight."""

    flight: Flight
    #: None where nobody answered.
    answer: Answer | None
    #: What was said, or why there was no answer.
    says: str
    took_ms: int


class Flights:
    """All that is under way. For one thread that begins and collects them."""

    def __init__(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """None yet.

        Args:
            loop: in which they fly, where somebody else lets it run; else one of their own.
        """
        self.flying: dict[int, Flight] = {}
        self._landed: queue.SimpleQueue[Landing] = queue.SimpleQueue()
        self._loop = loop

    def begin(self, client: Client, flight: Flight) -> None:
        """Send a request, and come back at once."""
        self.flying[flight.delivery] = flight
        asyncio.run_coroutine_threadsafe(self._fly(client, flight), self._running())

    def fail(self, flight: Flight, why: str) -> None:
        """Let a flight land that never began."""
        self.flying[flight.delivery] = flight
        self._landed.put(Landing(flight=flight, answer=None, says=why, took_ms=0))

    def landed(self, most: int, seconds: float = 0.0) -> list[Landing]:
        """What has landed; where nothing has, wait so long for the first."""
        found: list[Landing] = []
        while len(found) < most:
            try:
                wait = 0.0 if found else seconds
                found.append(self._landed.get(block=wait > 0, timeout=wait or None))
            except queue.Empty:
                break
        for each in found:
            self.flying.pop(each.flight.delivery, None)
        return found

    async def _fly(self, client: Client, flight: Flight) -> None:
        began = time.monotonic()
        answer: Answer | None = None
        try:
            answer = await client.send("POST", flight.url, flight.body, flight.headers, flight.at)
            says = answer.body.decode(errors="replace")
        except OutboundError as error:
            says = str(error)
        except Exception as error:  # noqa: BLE001 - a flight that never lands would hold its place
            says = NO_ANSWER.of(what=type(error).__name__)
        took_ms = int((time.monotonic() - began) * 1000)
        self._landed.put(Landing(flight=flight, answer=answer, says=says, took_ms=took_ms))

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            # What is under way when the process ends is sent again by the next one.
            threading.Thread(target=self._loop.run_forever, name="webhooks", daemon=True).start()
        return self._loop
