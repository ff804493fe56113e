"""Steady requests: load_http.py ADDRESS PORT RATE LOG, until SIGTERM.

The schedule does not wait for late answers, and a request's time counts from when it was due. Each is a line of the log:
when it was due, milliseconds, region, and 200 or what went wrong.
"""
import asyncio, signal, sys, time

address, port, rate, log = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), open(sys.argv[4], "a", 1 << 16)
CONNECTIONS, PATIENCE = 32, 5
REQUEST = b"GET / HTTP/1.1\r\nHost: app.lab.test\r\n\r\n"


async def ask(connection):
    """One request; who answered and how, and the connection for the next."""
    reader, writer = connection or await asyncio.wait_for(asyncio.open_connection(address, port), PATIENCE)
    try:
        writer.write(REQUEST)
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)).decode("latin1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        await asyncio.wait_for(reader.readexactly(int(headers["content-length"])), PATIENCE)
    except BaseException:
        writer.close()
        raise
    if headers.get("connection") == "close":
        writer.close()
        return headers.get("x-region", "-"), head[0].split(" ")[1], None
    return headers.get("x-region", "-"), head[0].split(" ")[1], (reader, writer)


async def client(due_ones):
    connection = None
    while (due := await due_ones.get()) is not None:
        try:
            region, result, connection = await ask(connection)
        except (OSError, ValueError, KeyError, IndexError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
            region, result, connection = "-", type(error).__name__, None
        log.write(f"{due:.4f} {(time.time() - due) * 1000:.2f} {region} {result}\n")


async def main():
    over, due_ones = asyncio.Event(), asyncio.Queue()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    clients = [asyncio.create_task(client(due_ones)) for _ in range(CONNECTIONS)]
    began, number, flushed = time.time(), 0, 0
    while not over.is_set():
        due = began + number / rate
        if (wait := due - time.time()) > 0.0005:
            await asyncio.sleep(wait)
        due_ones.put_nowait(due)
        number += 1
        if due > flushed + 0.1:
            log.flush()
            flushed = due
    for _ in clients:
        due_ones.put_nowait(None)
    await asyncio.gather(*clients)
    log.close()


asyncio.run(main())
