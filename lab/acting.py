"""The worker on SQLite as a process of its own, which in production is a part of the server.

`python -m lab.acting` acts until it is killed or told to stop.
"""

import signal
import threading

import django


def main() -> None:
    """Act."""
    django.setup()
    from troth_web.ledger import current_store
    from troth_web.worker.loop import Worker
    from troth_web.worker.rounds import ROUNDS

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    worker = Worker(current_store(), ROUNDS, alone=True)
    worker.start()
    stop.wait()
    worker.stop()


if __name__ == "__main__":
    main()
