"""A laboratory of one's own to try Switchyard in: it is taken down however the program ends that has brought it up."""
import contextlib, json, os, shutil, subprocess, sys, tempfile, threading, time, urllib.parse

import processes, report
from clients import http_json, reached
from lab import REGIONS, Lab

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
STANDARD = {"directory": "/dev/shm/switchyard-lab", "net": "127.77"}  # what the shipped environment names
NOTABLE = 12  # lines of a run that are shown when it surprises


class Surprise(Exception):
    """Something was not as it has to be."""


def free_net(wan):
    if wan == "netns":
        # What is beyond this machine may answer for any address; only one of its own is in the way.
        used = subprocess.run(["ip", "-4", "-o", "addr"], capture_output=True, text=True).stdout
        return next(net for net in (f"10.{91 + (os.getpid() + number) % 100}" for number in range(100)) if f" {net}." not in used)
    nets = (f"127.{91 + (os.getpid() + number) % 100}" for number in range(100))
    return next(net for net in nets if not reached(f"{net}.1.1", 5432) and not reached(f"{net}.0.10", 9999))


class Run:
    """One execution of the command, and what it has told of it."""

    def __init__(self, words):
        self.words, self.events, self.code, self.complaint = words, [], None, ""
        self.began, self.seconds, self.was_killed = time.time(), None, False

    def last(self, kind):
        return next((event for event in reversed(self.events) if event.get("event") == kind), {})

    @property
    def id(self):
        return next((event["run"] for event in self.events if event.get("event") == "run"), None)

    @property
    def outcome(self):
        return self.last("ended").get("outcome")

    @property
    def truth(self):
        return self.last("ended").get("truth")

    def why(self):
        """What the machine said of the turn that it took: the first phase that is none of success."""
        return next((
            event["text"] for event in self.events if event.get("event") == "phase" and "succeeded" not in event["text"]), None)

    def story(self):
        """The last of what it said, for a person who has to understand it."""
        told = [event for event in self.events if event.get("event") not in ("sampled", "run")][-NOTABLE:]
        lines = [f"{' '.join(self.words)}: exit {self.code} after {self.seconds:.1f} s"]
        lines += ["    " + " ".join(str(event[key]) for key in ("time", "event", "step", "text", "detail", "truth") if event.get(key)) for event in told]
        refusal = next((event for event in reversed(self.events) if event.get("verdict") in ("unknown", "breached")), None)
        if refusal:
            lines.append(f"    the last gate that did not hold: {refusal['time']} {refusal['step']} {refusal['detail']}")
        return "\n".join(lines + ["    " + line for line in self.complaint.strip().splitlines() if "SY503" not in line][-8:])


class Trial:
    def __init__(self, program, patroni=False, wan="direct"):
        self.program = os.path.abspath(program)
        self.net = free_net(wan)
        memory = os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free >= 2 << 30
        self.directory = tempfile.mktemp(prefix="sy-trial-", dir="/dev/shm" if memory else "/tmp")
        self.place = tempfile.mkdtemp(prefix="switchyard-trial-")
        self.names = {**os.environ, "LAB_DIR": self.directory, "LAB_NET": self.net, "LAB_WAN": wan}
        self.notes = []
        # Ends the laboratory when this program is gone, whatever has become of it.
        self.keeper = subprocess.Popen(
            ["sh", "-c", 'trap "" INT TERM HUP; cat >/dev/null; "$0" >/dev/null; rm -rf "$1"', f"{HERE}/down", self.place], stdin=subprocess.PIPE,
            env=self.names, start_new_session=True)
        try:
            self.script("up", "--no-install", *(["--patroni"] if patroni else []), patience=120)
            self.lab = Lab(self.directory)
            self.environment = self.write_environment()
            self.wait_for_measurements()
        except BaseException:
            self.down()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.down()

    def down(self):
        with contextlib.suppress(OSError):
            self.keeper.stdin.close()
        self.keeper.wait()

    def write_environment(self):
        with open(f"{ROOT}/runbooks/environments/lab.yaml") as file:
            text = file.read()
        for old, new in ((STANDARD["directory"], self.directory), (f"{STANDARD['net']}.", f"{self.net}."),
                         ("scripts/laboratory/control", f"{HERE}/control")):
            text = text.replace(old, new)
        path = f"{self.place}/lab.yaml"
        with open(path, "w") as file:
            file.write(text)
        return path

    def wait_for_measurements(self):
        """A gate that looks back finds a past."""
        query = urllib.parse.quote("min by (region) (count_over_time(probe_success[3s]))")

        def told():
            found = http_json(self.lab.url("prometheus", f"/api/v1/query?query={query}"))[1]["data"]["result"]
            return len(found) == len(REGIONS) and all(int(entry["value"][1]) >= 3 for entry in found)

        if not processes.until(15, told, 0.2):
            raise Surprise("Prometheus does not measure every region")

    # The laboratory

    def script(self, name, *words, patience=60, expected=0):
        done = subprocess.run([f"{HERE}/{name}", *words], capture_output=True, text=True, timeout=patience, env=self.names)
        if expected is not None and done.returncode != expected:
            raise Surprise(f"{name} {' '.join(words)}: exit {done.returncode}: {done.stdout.strip()} {done.stderr.strip()}")
        return done.stdout

    def breaks(self, what, region):
        return self.script("break", what, region).strip()

    def status(self):
        return json.loads(self.script("status", "--json", expected=None))["regions"]

    @contextlib.contextmanager
    def load(self, rate=300, before=1.0, after=0.7):
        """A load around something; `told` has afterwards what became of it."""
        told = {}
        self.script("load", "start", "--rate", str(rate))
        try:
            time.sleep(before)
            yield told
            time.sleep(after)
        finally:
            self.script("load", "stop", "--report-only", expected=None)
            self.read_load(told)

    def read_load(self, told):
        told.update(report.requests(self.lab.path("load/requests.log"), 0, float("inf")))
        numbers, written = report.writes(self.lab.path("load/writes.log"), 0, float("inf"))
        told.update(written)
        try:
            told["missing"] = report.lost(self.lab, numbers)
        except Exception as failure:
            told["missing"], told["not_verified"] = None, str(failure).strip().splitlines()[0]

    # Switchyard

    def run(self, *words, on=None, patience=300):
        """Executes a command that tells of events; `on` hears each with the process, and may kill it."""
        run = Run(words)
        with tempfile.TemporaryFile("w+") as complaints:
            process = subprocess.Popen(
                [self.program, *words, "--json", "--store", f"{self.place}/store"], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=complaints, text=True, preexec_fn=processes.tied())
            overdue = threading.Timer(patience, process.kill)
            overdue.start()
            try:
                for line in process.stdout:
                    with contextlib.suppress(ValueError):
                        event = json.loads(line)
                        run.events.append({**event, "heard": time.time()})
                        if on:
                            on(event, process)
                run.code = process.wait()
            finally:
                overdue.cancel()
                process.kill()
                process.wait()
            complaints.seek(0)
            run.complaint = complaints.read()
        run.seconds = time.time() - run.began
        run.was_killed = run.code == -9
        return run

    def execute(self, runbook, *words, pace=(), **more):
        settings = [word for entry in pace for word in ("--set", entry)]
        return self.run("run", f"runbooks/{runbook}.yaml", "--environment", self.environment, "--yes", *settings, *words, **more)

    def resume(self, run, **more):
        return self.run("resume", run, "--yes", **more)


def say(*words):
    print(*words, file=sys.stderr, flush=True)
