"""What goes wrong in the middle: each is made to happen to a laboratory of its own, under load."""
import contextlib, os, re, signal, threading, time

import handover, processes, report
from lab import PORTS, REGIONS, SERVICE
from postgresql import Server
from trial import Surprise, Trial, say

EAST, WEST, EUROPE, ASIA = REGIONS
PACE = ("look_back=2s", "every=500ms", "soak=1s")
HASTE = ("look_back=1s", "every=250ms", "soak=1s")


class Case:
    """One emergency: what has to come of it, and what came."""

    def __init__(self, name, expected):
        self.name, self.expected, self.seen, self.broken, self.stories = name, expected, [], [], []

    def see(self, sentence):
        self.seen.append(sentence)

    def holds(self, condition, otherwise):
        if not condition:
            self.broken.append(otherwise)
        return condition

    def lines(self):
        yield f"{self.name}: {'as expected' if not self.broken else 'BROKEN'}"
        yield f"    expected  {self.expected}"
        for sentence in self.seen:
            yield f"    seen      {sentence}"
        for sentence in self.broken:
            yield f"    BROKEN    {sentence}"

    def nothing_lost(self, told):
        self.holds(told["missing"] is not None, f"whether rows are lost is not known: {told.get('not_verified')}")
        self.holds(not told["missing"], f"{len(told['missing'] or [])} acknowledged rows are lost")

    def load(self, told):
        self.see(f"{told['requests']} requests, {told['failed']} failed; {told['acknowledged']} commits, {len(told['missing'] or [])} lost, "
                 f"{told['write_errors']} errors of clients, longest without one {told['longest_without_commit_ms']:.0f} ms")

    def ended(self, run, code, outcome):
        self.see(f"exit {run.code}, {run.outcome}" + (f" ({run.why()})" if run.why() else "") + f": {run.truth or run.complaint.strip()[-300:]}")
        if not self.holds((run.code, run.outcome) == (code, outcome), f"it was to end as {outcome} with exit {code}"):
            self.stories.append(run.story())


def where(trial):
    """{region: (role, traffic, open for SQL)} now."""
    return {region: (entry["database"]["role"], entry["traffic"], entry["sql"]) for region, entry in trial.status().items()}


def at_home(case, trial, home=EAST):
    """All is as it was before: traffic, writer, the way of clients to it."""
    found = where(trial)
    case.holds(found[home] == ("primary", 100, True), f"{home} is {found[home]}")
    for region in REGIONS:
        if region != home:
            case.holds(found[region][0] != "primary" and found[region][1:] == (0, False), f"{region} is {found[region]}")


def has_share(event, region, percent):
    return event.get("event") == "finished" and f"{region} {percent}%" in event.get("weights", "")


def kill_database(trial, region):
    """Between which moments every process of it was killed."""
    server, began = Server(trial.lab, region), time.time()
    if not processes.until(5, lambda: not server.signal_all(signal.SIGKILL), 0.001):
        raise Surprise(f"PostgreSQL of {region} does not die")
    return began, time.time()


def acknowledgements(trial):
    """{(writer, number): when}"""
    return {(int(words[2]), int(words[3])): float(words[1]) for words in report.lines(trial.lab.path("load/writes.log")) if words[0] == "A"}


# The target fails


def web_killed(options):
    case = Case("target's web killed at 50%", "the gate sees it, traffic goes home, exit 3; no more requests fail than were in flight")
    with Trial(options.program) as trial:
        killed = []

        def kill(event, _):
            if has_share(event, WEST, 50) and not killed:
                time.sleep(0.3)
                killed.append(time.time())
                processes.end(trial.lab, [f"web.{WEST}"], signal.SIGKILL)
                killed.append(time.time())

        with trial.load() as told:
            run = trial.execute("gradual", pace=PACE, on=kill)
        case.ended(run, 3, "rolled_back")
        if not case.holds(killed, "50% was never reached"):
            return case
        in_flight = 0
        for due, milliseconds, *_ in report.lines(trial.lab.path("load/requests.log")):
            in_flight += float(due) <= killed[1] and float(due) + float(milliseconds) / 1000 >= killed[0]
        seen = next((event["heard"] for event in run.events if event.get("verdict") not in (None, "holds") and event["heard"] > killed[0]), None)
        back = next((event["heard"] for event in run.events if event["heard"] > killed[0] and f"{WEST} 0%" in event.get("weights", "")), None)
        case.see(f"seen by a gate {seen - killed[0]:.1f} s later, traffic home {back - killed[0]:.1f} s later" if seen and back else "never seen by a gate")
        case.see(f"in flight when it was killed {in_flight}; failed {told['failed']} {told['why'] or ''}; slowest {told['slowest_ms']} ms")
        case.load(told)
        case.holds(told["failed"] <= in_flight, f"{told['failed']} requests failed, {in_flight} were in flight")
        case.nothing_lost(told)
        at_home(case, trial)
    return case


# The source dies


def database_killed(options, behind=0.0):
    """With `behind` the target's replication is cut so many seconds before, so that there is something to lose."""
    case = Case(
        f"source database killed{f', target {behind:.0f} s behind' if behind else ''}",
        "the target takes over; what is lost is within the bound that was told; the old primary takes no write of a client; failback rebuilds it")
    with Trial(options.program) as trial:
        with trial.load() as told:
            time.sleep(1)
            if behind:
                for region in (EUROPE, ASIA, WEST):
                    trial.breaks("cut-replication", region)
                time.sleep(behind)
            killed, _ = kill_database(trial, EAST)
            time.sleep(0.5)
            run = trial.execute("immediate", "--mode", "emergency")
            time.sleep(1.5)
        acknowledged = acknowledgements(trial)
        case.ended(run, 0, "succeeded")
        lost = sorted(told["missing"] or [], key=acknowledged.get)
        oldest = (killed - acknowledged[lost[0]]) * 1000 if lost else 0
        case.see(f"{len(lost)} acknowledged rows lost" + (f", the oldest {oldest:.0f} ms old when the server was killed" if lost else ""))
        case.see(f"without a writer for {told['longest_without_commit_ms'] / 1000:.1f} s, errors of clients {told['write_errors']}; {told['failed']} requests failed")
        bound = bound_of(run)
        case.see(f"bound told: {bound if bound is not None else 'none'} ms")
        case.holds(bound is not None and bound >= oldest, f"the loss was {oldest:.0f} ms, the bound {bound}")
        case.holds(told["failed"] == 0, f"{told['failed']} requests failed")
        # It comes back as what it was.
        if behind:
            for region in (EUROPE, ASIA):
                trial.breaks("restore-replication", region)
        trial.breaks("start-db", EAST)
        takers = who_takes_writes(trial)
        case.see(f"the old primary runs again as a {where(trial)[EAST][0]}; 40 writes through the pool and the director were taken by {takers}")
        case.holds(set(takers) == {WEST}, f"writes of clients went to {takers}")
        with trial.load() as told:
            home = trial.execute("failback", pace=PACE)
        case.ended(home, 0, "succeeded")
        case.load(told)
        case.nothing_lost(told)
        at_home(case, trial)
        case.holds(where(trial)[WEST][0] == "standby", "the region that was left is no standby")
    return case


def bound_of(run):
    """Milliseconds of loss that the run says may have been."""
    found = re.search(r"the last (\S+) of writes may be lost, at most", run.truth or "")
    if not found:
        return 0 if "no acknowledged write was lost" in (run.truth or "") else None
    units = {"ms": 1, "s": 1000, "m": 60000, "h": 3600000}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"([0-9.]+)(ms|s|m|h)", found[1]))


def who_takes_writes(trial, times=20):
    """{server: writes} of clients that write through the pool and through the director."""
    import psycopg2
    took = {}
    for port, database in ((PORTS["pgbouncer"], "app"), (PORTS["haproxy_postgresql"], "postgres")):
        for _ in range(times):
            connection = psycopg2.connect(host=trial.lab.director, port=port, user="app", dbname=database, connect_timeout=3)
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("insert into orders (writer, seq) values (5, %s) returning current_setting('cluster_name')", (time.time_ns(),))
                server = cursor.fetchone()[0]
            connection.close()
            took[server] = took.get(server, 0) + 1
    return took


CASES = {
    "web": [web_killed],
    "database": [database_killed, lambda options: database_killed(options, behind=2.0)],
}
