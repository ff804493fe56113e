"""One worker of a web service: answers HTTP on a listener that it shares with the others, until it is told to end."""
import asyncio, json, os, random, signal, time

from counters import Counters

REASONS = {200: "OK", 404: "Not Found", 500: "Internal Server Error", 503: "Service Unavailable"}
LEAVING = 0.4  # seconds that a connection on which nothing is asked is kept open for when a worker ends


class Connection(asyncio.Protocol):
    def __init__(self, worker):
        self.worker, self.received, self.busy = worker, b"", False

    def connection_made(self, transport):
        self.transport = transport
        self.worker.connections.add(self)

    def connection_lost(self, error):
        self.worker.connections.discard(self)

    def data_received(self, data):
        self.received += data
        self.go_on()

    def go_on(self):
        while not self.busy:
            head, end, rest = self.received.partition(b"\r\n\r\n")
            if not end:
                return
            self.received = rest
            words = head.split(b" ", 2)
            self.last = self.worker.leaving or b"connection: close" in head.lower()
            self.answer(words[0], words[1].decode("latin1") if len(words) > 1 else "")

    def answer(self, method, path):
        worker = self.worker
        errors, delay, down = worker.counters.faults()
        if path == "/healthz":
            self.send(503 if down else 200, json.dumps({"region": worker.region, "status": "down" if down else "up"}), method)
        elif path == "/metrics":
            self.send(200, worker.counters.text(worker.region, worker.count_workers()), method, "text/plain; version=0.0.4")
        elif path.split("?")[0] != "/":
            self.send(404, "{}", method)
        else:
            self.began = time.monotonic()
            failed = 503 if down else 500 if errors and random.random() < errors else 200
            if delay:
                self.busy = True
                asyncio.get_running_loop().call_later(delay, self.finish, failed, method)
            else:
                self.finish(failed, method)

    def finish(self, code, method):
        """The service itself: tells where it was answered."""
        worker, was_busy = self.worker, self.busy
        self.busy = False
        worker.counters.count(worker.slot, time.monotonic() - self.began, code != 200)
        self.send(code, json.dumps({"region": worker.region, "worker": worker.slot, "at": time.time()}), method)
        if was_busy and not self.transport.is_closing():
            self.go_on()

    def send(self, code, text, method, kind="application/json"):
        last = "Connection: close\r\n" if self.last else ""
        body = "" if method == b"HEAD" else text
        self.transport.write((
            f"HTTP/1.1 {code} {REASONS[code]}\r\nX-Region: {self.worker.region}\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(text)}\r\n{last}\r\n{body}").encode())
        if self.last:
            self.transport.close()


class Worker:
    def __init__(self, region, slot, listener, counters, count_workers):
        self.region, self.slot, self.listener, self.counters, self.count_workers = region, slot, listener, counters, count_workers
        self.connections, self.leaving = set(), False

    async def serve(self):
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, told.set)
        server = await loop.create_server(lambda: Connection(self), sock=self.listener, backlog=128)
        await told.wait()
        # The listener itself stays open in the service, so no connection that is on its way here is refused.
        server.close()
        self.leaving = True
        end = time.monotonic() + 10
        await asyncio.sleep(LEAVING)
        while any(connection.busy for connection in self.connections) and time.monotonic() < end:
            await asyncio.sleep(0.02)
        for connection in list(self.connections):
            connection.transport.close()
        await asyncio.sleep(0)


def run(region, slot, listener, path, count_workers):
    try:
        asyncio.run(Worker(region, slot, listener, Counters(path), count_workers).serve())
    finally:
        os._exit(0)
