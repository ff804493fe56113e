"""Talks to what runs in a laboratory: HAProxy, a web service, Redis, and whatever speaks HTTP.

What takes long to load is loaded where it is used: `control` is started for each request, some of them inside of the
time without a writer.
"""
import json, socket

from lab import PORTS, Trouble


class NobodyThere(Trouble):
    """Nothing was sent."""


def reached(address, port, timeout=0.3):
    """Whether somebody listens there."""
    try:
        socket.create_connection((address, port), timeout).close()
        return True
    except OSError:
        return False


def haproxy(lab, *commands, timeout=2):
    """What the runtime API says; its answer to an effect is empty when it was done."""
    with socket.create_connection(lab.place("haproxy_runtime"), timeout) as connection:
        connection.sendall((";".join(commands) + "\n").encode())
        said = b""
        while part := connection.recv(65536):
            said += part
    return said.decode().strip()


def haproxy_servers(lab):
    """{(backend, server): row of statistics}"""
    import csv, io
    text = haproxy(lab, "show stat").lstrip("# ")
    return {(row["pxname"], row["svname"]): row for row in csv.DictReader(io.StringIO(text))}


def web(lab, region, timeout=2, **asked):
    """Asks the web service of a region over its control socket."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout)
            try:
                connection.connect(lab.path("run", region, "web"))
            except OSError as error:
                raise NobodyThere(f"the web service of {region} is not there: {error.strerror or error}")
            connection.sendall((json.dumps(asked) + "\n").encode())
            answer = json.loads(connection.makefile().readline())
    except (OSError, ValueError) as error:
        raise Trouble(f"the web service of {region} does not answer: {error}")
    if "error" in answer:
        raise Trouble(answer["error"])
    return answer


def http_json(url, body=None, headers=None, method=None, timeout=5):
    """(status, answer) of a request; status 0 when there was none."""
    import http.client, urllib.error, urllib.request
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=timeout) as answer:
            text = answer.read()
            status = answer.status
    except urllib.error.HTTPError as error:
        text, status = error.read(), error.code
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    try:
        return status, json.loads(text) if text else None
    except ValueError:
        return status, text.decode(errors="replace")


def redis(lab, region, *words, timeout=2):
    """The answer to one command, as text."""
    with socket.create_connection((lab.address(region), PORTS["redis"]), timeout) as connection:
        file = connection.makefile("rwb")

        def ask(*words):
            file.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in (w.encode() for w in words)))
            file.flush()
            line = file.readline().decode().rstrip()
            if line.startswith("$") and line != "$-1":
                return file.read(int(line[1:]) + 2)[:-2].decode()
            if line.startswith("-") or not line:
                raise Trouble(f"Redis of {region}: {line[1:]}")
            return line[1:]

        ask("AUTH", lab.secret("redis"))
        return ask(*words)


def redis_replication(lab, region):
    return dict(line.split(":", 1) for line in redis(lab, region, "INFO", "replication").splitlines() if ":" in line)
