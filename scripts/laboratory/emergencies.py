"""What goes wrong in the middle: each is made to happen to a laboratory of its own, under load."""
import contextlib, os, re, signal, time

import daemons, handover, processes, report
from lab import PORTS, REGIONS, SERVICE
from postgresql import Server
from sampling import Sampler
from trial import Surprise, Trial, say

EAST, WEST, EUROPE, ASIA = REGIONS
PACE = ("look_back=2s", "every=500ms", "soak=1s")
HASTE = ("look_back=1s", "every=250ms", "soak=1s")


class Case:
    """One emergency: what has to come of it, and what came."""

    latest = None

    def __init__(self, name, expected):
        Case.latest = self
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


def all_follow(case, trial, writer, besides=()):
    """A row that is written now arrives at every other server: nothing else shows that none has diverged."""
    number = time.time_ns() // 1000
    with contextlib.closing(handover.connect(trial.lab, writer)) as connection:
        handover.ask(connection, f"insert into orders (writer, seq) values (1, {number})")

    def has_row(region):
        try:
            return Server(trial.lab, region).query(f"select 1 from orders where writer = 1 and seq = {number}")
        except Exception:
            return False

    missing = [region for region in REGIONS if region not in (writer, *besides)]
    processes.until(5, lambda: not missing or not [missing.remove(region) for region in missing[:] if has_row(region)] and not missing, 0.1)
    case.see(f"what {writer} writes now arrives " + (f"everywhere but in {' and '.join(missing)}" if missing else "everywhere"))
    case.holds(not missing, f"{' and '.join(missing)} no longer follow {writer}")


def has_share(event, region, percent):
    return event.get("event") == "finished" and f"{region} {percent}%" in event.get("weights", "")


def kill_database(trial, region):
    """Between which moments every process of it was killed: the first dies at once, and what is acknowledged until the last has died counts."""
    server, began = Server(trial.lab, region), time.time()
    if not processes.until(5, lambda: not server.signal_all(signal.SIGKILL), 0.001):
        raise Surprise(f"PostgreSQL of {region} does not die")
    return began, time.time()


def acknowledgements(trial):
    """{(writer, number): when}"""
    return {(int(words[2]), int(words[3])): float(words[1]) for words in report.lines(trial.lab.path("load/writes.log")) if words[0] == "A"}


def loss(told, acknowledged, killed):
    """How many acknowledged rows are lost, and how much older the oldest is than the last that the dead server acknowledged, in milliseconds."""
    lost = [acknowledged[row] for row in told["missing"] or []]
    last = max((when for when in acknowledged.values() if when <= killed), default=killed)
    return len(lost), max(0, last - min(lost)) * 1000 if lost else 0


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
        seen = next((event["heard"] for event in run.events if event.get("verdict") in ("breached", "unknown") and event["heard"] > killed[0]), None)
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
            _, killed = kill_database(trial, EAST)
            time.sleep(0.5)
            run = trial.execute("immediate", "--mode", "emergency")
            time.sleep(1.5)
        acknowledged = acknowledgements(trial)
        case.ended(run, 0, "succeeded")
        count, oldest = loss(told, acknowledged, killed)
        case.see(f"{count} acknowledged rows lost" + (f", the oldest {oldest:.0f} ms older than the last" if count else ""))
        case.see(f"without a writer for {told['longest_without_commit_ms'] / 1000:.1f} s, errors of clients {told['write_errors']}; {told['failed']} requests failed")
        bound = bound_of(run)
        case.see(f"bound told: {bound if bound is not None else 'none'} ms")
        all_follow(case, trial, WEST, besides=(EAST,))
        case.holds(bound is not None and (bound >= max(1, oldest) if count else True), f"{count} rows of {oldest:.0f} ms are lost, the bound is {bound}")
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
        all_follow(case, trial, EAST)
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


def diverged_and_alone(options):
    """The target was promoted aside long ago and is a standby again without a rewind; then the source dies."""
    case = Case(
        "source database killed, target diverged",
        "the target is not promoted, or no more is lost than was told: what it has replayed last is its own")
    with Trial(options.program) as trial:
        with trial.load() as told:
            time.sleep(1)
            handover.promote(trial.lab, WEST)
            time.sleep(20)
            write_aside(trial, WEST)
            make_standby_again(trial, WEST)
            time.sleep(1)
            _, killed = kill_database(trial, EAST)
            time.sleep(0.5)
            run = trial.execute("immediate", "--mode", "emergency")
            time.sleep(1.5)
            if run.code == 4:
                handover.point_sql(trial.lab, EAST)
                trial.breaks("start-db", EAST)
        case.see(f"exit {run.code}, {run.outcome}" + (f" ({run.why()})" if run.why() else "") + f": {run.truth}")
        count, oldest = loss(told, acknowledgements(trial), killed)
        bound = bound_of(run)
        case.see(f"{count} acknowledged rows lost" + (f", the oldest {oldest:.0f} ms older than the last; bound told {bound} ms" if count else ""))
        if not case.holds(not count or bound is not None and bound >= max(1, oldest), f"{count} rows of {oldest:.0f} ms are lost, the bound is {bound}"):
            case.stories.append(run.story())
    return case


# The target is not what it looks like


def write_aside(trial, region):
    with contextlib.closing(handover.connect(trial.lab, region)) as connection:
        handover.ask(connection, "insert into orders (writer, seq) select 3, n from generate_series(1, 1000) n")


def make_standby_again(trial, region):
    """Without a rewind, as when pg_rewind says that none is required: it replays its own log and follows nobody's history."""
    server = Server(trial.lab, region)
    server.set_standby(True)
    kill_database(trial, region)
    server.start()
    if not server.wait_until_ready(20):
        raise Surprise(f"PostgreSQL of {region} does not start")


def unfit_target(options, name, spoil):
    case = Case(name, "gradual is refused, or turns back with the reason; all is as it was before; nothing is lost")
    with Trial(options.program) as trial:
        with trial.load() as told:
            time.sleep(2)
            spoil(trial)
            time.sleep(1)
            run = trial.execute("gradual", pace=PACE)
        case.see(f"exit {run.code}, {run.outcome}" + (f" ({run.why()})" if run.why() else "") + f": {run.truth or run.complaint.strip()[-300:]}")
        moved = [event["weights"] for event in run.events if event.get("weights")]
        case.see(f"traffic moved: {'; '.join(moved) if moved else 'never'}")
        reason = next((event["detail"] for event in run.events if event.get("verdict") in ("unknown", "breached", "not yet")), None)
        if reason:
            case.see(f"a gate said: {reason}")
        case.load(told)
        case.nothing_lost(told)
        case.holds(told["failed"] == 0, f"{told['failed']} requests failed")
        case.holds(run.code in (1, 3), f"it was to be refused or to turn back, not to end with {run.code}")
        case.holds(not moved, "traffic was moved to it")
        at_home(case, trial)
        if case.broken:
            case.stories.append(run.story())
    return case


def not_streaming(options):
    return unfit_target(options, "target runs and does not stream", lambda trial: trial.breaks("cut-replication", WEST))


def diverged(options):
    def spoil(trial):
        handover.promote(trial.lab, WEST)
        write_aside(trial, WEST)
        make_standby_again(trial, WEST)
    return unfit_target(options, "target has diverged: promoted aside", spoil)


def diverged_silently(options):
    """The writer of before has rows beyond the fork, and follows the new one without a rewind: it is seen to stream for moments."""
    def spoil(trial):
        lab = trial.lab
        for region in (WEST, EUROPE, ASIA):
            trial.breaks("cut-replication", region)
        time.sleep(0.2)
        write_aside(trial, EAST)
        server = Server(lab, EAST)
        server.set_standby(True)
        kill_database(trial, EAST)
        handover.promote(lab, WEST)
        handover.point_sql(lab, WEST)
        daemons.set_traffic(lab, WEST)
        connections = {region: handover.connect(lab, region) for region in (EUROPE, ASIA)}
        for region in connections:
            handover.follow(lab, connections, region, WEST)
            connections[region].close()
        server.follow(lab.address(WEST), PORTS["postgresql"], EAST)
        server.start()
        server.wait_until_ready(20)

    case = Case(
        "target has diverged: a writer of before that was not rewound",
        "the way home is refused, or turns back with the reason; nothing moves; nothing is lost that was not lost before")
    with Trial(options.program) as trial:
        spoil(trial)
        with trial.load() as told:
            run = trial.execute("gradual", "--set", f"source={WEST}", "--set", f"target={EAST}", pace=PACE)
        case.see(f"exit {run.code}, {run.outcome}" + (f" ({run.why()})" if run.why() else "") + f": {run.truth or run.complaint.strip()[-300:]}")
        moved = [event["weights"] for event in run.events if event.get("weights")]
        case.load(told)
        case.nothing_lost(told)
        case.holds(run.code in (1, 3), f"it was to be refused or to turn back, not to end with {run.code}")
        found = where(trial)
        case.holds(found[WEST][0] == "primary" and found[EAST][0] != "primary", f"roles are {found}")
        case.see(f"traffic moved: {'; '.join(moved) if moved else 'never'}")
        if case.broken:
            case.stories.append(run.story())
    return case


# Switchyard dies


def moment(event):
    """What a record is, so that the same one is recognized in another run."""
    kind = event.get("event")
    return (kind, event.get("step"), event.get("verdict") if kind == "sampled" else event.get("text") if kind == "phase" else None)


def killed_at(trial, source, target, wanted=(), delay=0.0):
    """A real switchover in which Switchyard is killed when the wanted records are heard, and then resumed: (runs, told)."""
    handover.control(trial.lab, "scale", region=target, services={SERVICE: 60})
    wanted = list(wanted)

    def kill(event, process):
        if wanted and moment(event) == wanted[0]:
            time.sleep(delay)
            wanted.pop(0)
            process.kill()

    with trial.load() as told:
        runs = [trial.execute("gradual", "--set", f"source={source}", "--set", f"target={target}", pace=HASTE, on=kill)]
        while runs[-1].was_killed and len(runs) < 60:
            runs.append(trial.resume(runs[0].id, on=kill))
    return runs, told, not wanted


def switchyard_killed(options):
    case = Case("Switchyard killed at every record of a gradual switchover", "resume ends each as planned: 0 failed, 0 lost, no errors of clients, roles as planned")
    with Trial(options.program) as trial:
        source, target = EAST, WEST
        runs, told, _ = killed_at(trial, source, target)
        if not case.holds(runs[0].code == 0, "the undisturbed run does not succeed"):
            case.stories.append(runs[0].story())
            return case
        moments = list(dict.fromkeys(moment(event) for event in runs[0].events if event.get("event") not in ("run", "ended", None)))
        undisturbed, gaps, kills, longest = told["longest_without_commit_ms"], [], 0, 0
        plan = [((wanted,), delay) for wanted in moments if not options.quick or wanted[1] in ("fence_source", "promote") for delay in (
            (0, 0.005, 0.015, 0.03, 0.06) if wanted[0] == "performing" and wanted[1] in ("fence_source", "promote") and not options.quick else (0,))]
        # At last one that dies at every record.
        plan.append((tuple(moments), 0))
        for wanted, delay in plan:
            source, target = target, source
            runs, told, complete = killed_at(trial, source, target, wanted, delay)
            kills += len(runs) - 1
            gaps.append(told["longest_without_commit_ms"])
            found, last, name = where(trial), runs[-1], f"{' '.join(str(part) for part in wanted[0] if part)} + {delay * 1000:.0f} ms" if len(wanted) == 1 else "all"
            say(f"    killed at {name}: exit {last.code}, {sum(run.seconds for run in runs):.0f} s, gap {gaps[-1]:.0f} ms")
            whole = all((
                case.holds(len(runs) > 1, f"{name}: it was never killed"),
                case.holds(last.code == 0, f"{name}: exit {last.code}, {last.outcome}"),
                case.holds(told["failed"] == 0 and told["missing"] == [] and told["write_errors"] == 0, (
                    f"{name}: {told['failed']} requests failed, {told['missing']} lost, {told['write_errors']} errors of clients")),
                case.holds(found[target] == ("primary", 100, True) and all(
                    found[region][0] == "standby" and found[region][1:] == (0, False) for region in REGIONS if region != target), f"{name}: {found}")))
            if not whole:
                case.stories += [run.story() for run in runs]
                if last.code != 0:
                    break
        case.see(f"{len(plan)} switchovers, {kills} kills; longest without a commit {min(gaps, default=0):.0f} to {max(gaps, default=0):.0f} ms, undisturbed {undisturbed:.0f} ms")
    return case


# The network breaks


def source_cut_off(options):
    case = Case(
        "source cut off in the middle, clients keep coming",
        "never two writers that clients can reach; the emergency ends with the target as the writer within its bound; failback rebuilds the source")
    if os.getuid() != 0:
        case.see("not tried: it needs root")
        return case
    with Trial(options.program, wan="netns") as trial:
        cut = []

        def cut_off(event, _):
            if has_share(event, WEST, 50) and not cut:
                time.sleep(0.3)
                trial.breaks("partition", EAST)
                cut.append(time.time())

        with Sampler(trial.lab, (EAST, WEST)) as sampler, trial.load() as told:
            run = trial.execute("gradual", pace=PACE, on=cut_off)
            case.see(f"gradual: exit {run.code}, {run.outcome} ({run.why()})")
            supersedes = ("--supersede", run.id) if run.outcome == "held" else ()
            began = time.time()
            emergency = trial.execute("immediate", "--mode", "emergency", *supersedes)
            taken = next((when for when, server in sampler.taken if server == WEST), None)
            time.sleep(1)
            trial.breaks("heal", EAST)
            time.sleep(5)
        case.ended(emergency, 0, "succeeded")
        acknowledged = acknowledgements(trial)
        lost = sorted(told["missing"] or [], key=acknowledged.get)
        oldest = (cut[0] - acknowledged[lost[0]]) * 1000 if lost and cut else 0
        bound = bound_of(emergency)
        case.see(f"{len(lost)} acknowledged rows lost" + (f", the oldest {oldest:.0f} ms old at the cut" if lost else "") + f"; bound told {bound} ms")
        case.see(f"the emergency took {emergency.seconds:.1f} s, the first write was taken {taken - began:.1f} s after it began" if taken else "no write was taken by the target")
        case.see(f"requests: {told['failed']} of {told['requests']} failed {told['why']}")
        for sentence in sampler.words():
            case.see(sentence)
        case.holds(not sampler.two_writers(), "two writers could be reached by clients")
        turns = [server for server, _ in sampler.turns()]
        case.holds(turns in ([EAST], [EAST, WEST]), f"writes were taken in turns by {turns}")
        case.holds(bound is not None and bound >= oldest, f"the loss was {oldest:.0f} ms, the bound {bound}")
        if emergency.code == 0:
            time.sleep(62)  # a gate that names no stretch of time looks back on a minute, in which home was away
            with trial.load() as told:
                home = trial.execute("failback", pace=PACE)
            case.ended(home, 0, "succeeded")
            case.load(told)
            case.nothing_lost(told)
            at_home(case, trial)
            all_follow(case, trial, EAST)
    return case


CASES = {
    "web": web_killed,
    "database": database_killed,
    "database-behind": lambda options: database_killed(options, behind=2.0),
    "database-diverged": diverged_and_alone,
    "switchyard": switchyard_killed,
    "partition": source_cut_off,
    "not-streaming": not_streaming,
    "diverged": diverged,
    "diverged-silently": diverged_silently,
}
