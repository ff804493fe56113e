"""The web service of one region: web_service.py REGION ADDRESS PORT WORKERS CONTROL-SOCKET STATE-DIRECTORY

Keeps a number of worker processes that share one listening socket. The control socket takes one JSON object a line:
{"do": "status"}, {"do": "scale", "workers": 3}, {"do": "fault", "errors": 0.1, "delay": 0.2, "down": 0}. How many workers there are to
be is kept over a restart.
"""
import collections, ctypes, json, os, selectors, signal, socket, sys, time

import web_worker
from counters import SLOTS, Counters

PR_SET_PDEATHSIG = 1


class Service:
    def __init__(self, region, address, port, workers, control, directory):
        self.region, self.place = region, (address, int(port))
        self.state, self.counts = f"{directory}/workers", f"{directory}/counters"
        self.counters = Counters(self.counts)
        self.workers, self.ending = {}, {}  # process number: slot
        self.listener, self.over = None, False
        self.samples = collections.deque(maxlen=21)  # (when, requests), four a second
        try:
            self.wanted = int(open(self.state).read())
        except (OSError, ValueError):
            self.wanted = int(workers)
        self.selector = selectors.DefaultSelector()
        wake, self.waker = socket.socketpair()
        for end in (wake, self.waker):
            end.setblocking(False)
        signal.set_wakeup_fd(self.waker.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self.stop)
        self.selector.register(wake, selectors.EVENT_READ, lambda: wake.recv(512))
        if os.path.exists(control):
            os.unlink(control)
        self.control = socket.socket(socket.AF_UNIX)
        self.control.bind(control)
        os.chmod(control, 0o600)
        self.control.listen(16)
        self.selector.register(self.control, selectors.EVENT_READ, self.answer)

    def stop(self, *_):
        self.over, self.wanted = True, 0

    # Workers

    def listen(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(self.place)
        self.listener.listen(512)
        self.listener.setblocking(False)

    def balance(self):
        """Starts and ends workers until there are as many as are wanted."""
        if self.wanted and not self.listener:
            self.listen()
        while len(self.workers) < self.wanted:
            slot = min(set(range(SLOTS)) - set(self.workers.values()) - set(self.ending.values()))
            parent = os.getpid()
            pid = os.fork()
            if pid == 0:
                self.become_worker(slot, parent)
            self.workers[pid] = slot
        while len(self.workers) > self.wanted:
            pid = max(self.workers, key=self.workers.get)
            self.ending[pid] = self.workers.pop(pid)
            os.kill(pid, signal.SIGTERM)
        if not self.wanted and self.listener and not self.over:
            self.listener.close()
            self.listener = None

    def become_worker(self, slot, parent):
        try:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.selector.close()
            self.control.close()
            web_worker.run(self.region, slot, self.listener, self.counts, self.count_workers)
        finally:
            os._exit(1)

    def count_workers(self):
        try:
            return int(open(self.state).read())
        except (OSError, ValueError):
            return 0

    def reap(self):
        while True:
            try:
                pid, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self.workers.pop(pid, None)
            self.ending.pop(pid, None)

    # Control

    def note(self):
        with open(self.state + ".new", "w") as file:
            file.write(f"{self.wanted}\n")
        os.replace(self.state + ".new", self.state)

    def rate(self):
        """Requests a second of the last seconds; nothing before there are two samples."""
        if len(self.samples) < 2:
            return None, 0
        (first, before), (last, now) = self.samples[0], self.samples[-1]
        return (now - before) / (last - first), last - first

    def answer(self):
        connection, _ = self.control.accept()
        with connection:
            connection.settimeout(0.5)
            try:
                line = connection.makefile("r").readline()
                connection.sendall((json.dumps(self.do(json.loads(line))) + "\n").encode())
            except (OSError, ValueError, KeyError, TypeError) as error:
                print(f"control: {error}", flush=True)

    def do(self, asked):
        if asked["do"] == "scale":
            workers = int(asked["workers"])
            if not 0 <= workers <= SLOTS // 2:
                return {"error": f"workers have to be 0 to {SLOTS // 2}"}
            self.wanted = workers
            self.note()
            self.balance()
        elif asked["do"] == "fault":
            self.counters.set_faults(*(float(asked.get(name, 0)) for name in ("errors", "delay", "down")))
        rate, covered = self.rate()
        errors, delay, down = self.counters.faults()
        return {
            "region": self.region, "wanted": self.wanted, "workers": len(self.workers), "ending": len(self.ending), "rate": rate,
            "covered": covered, "faults": {"errors": errors, "delay": delay, "down": bool(down)}}

    def run(self):
        self.note()
        due = time.monotonic()
        while True:
            self.reap()
            if self.over and not self.workers and not self.ending:
                return
            try:
                self.balance()
            except OSError as error:
                print(f"workers: {error}", flush=True)
            if time.monotonic() >= due:
                self.samples.append((time.monotonic(), self.counters.total()[0]))
                due = max(due + 0.25, time.monotonic())
            for key, _ in self.selector.select(max(0.01, due - time.monotonic())):
                key.data()


Service(*sys.argv[1:]).run()
