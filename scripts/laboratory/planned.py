"""Planned maintenance under load, round by round: by hand, by Switchyard's shipped runbooks, and by Patroni."""
import os, signal, statistics, subprocess, time

import handover, patroni, processes, report
from lab import PORTS, PYTHON, REGIONS
from trial import Surprise, Trial, say

EAST, WEST = REGIONS[:2]
PACE = ("look_back=2s", "every=500ms")
# In this order in each round; after each of ours the way home, which is a row of its own.
RUNBOOKS = {
    "gradual": (*PACE, "soak=1s"),
    "canary": (*PACE, "soak=1s", "canary_soak=2s", "canary_look_back=2s"),
    "blue_green": (*PACE, "bake=2s"),
}
HOME = ("failback", (*PACE, "soak=1s"))
BY_HAND, PATRONI = "by hand", "Patroni"
ROWS = (BY_HAND, *RUNBOOKS, HOME[0], PATRONI)
SECONDS = {BY_HAND: 12, "gradual": 28, "canary": 34, "blue_green": 16, "failback": 22, PATRONI: 24}  # of a round, for the sum up front
WRITERS, PERIOD = 2, 4


class Planned:
    def __init__(self, program, rounds):
        self.program, self.rounds = program, rounds
        self.samples = {row: [] for row in ROWS}
        self.surprises = []

    @staticmethod
    def estimate(rounds):
        """Seconds."""
        return 25 + rounds * (sum(SECONDS.values()) + 2 * SECONDS["failback"])

    def execute(self):
        trial = Trial(self.program, patroni=True)
        try:
            for number in range(1, self.rounds + 1):
                began = time.monotonic()
                for step in (self.by_hand, *(self.ours(name) for name in RUNBOOKS), self.with_patroni):
                    try:
                        step(trial)
                    except (Surprise, AssertionError, subprocess.SubprocessError) as surprise:
                        # What is left behind is nobody's fault but this step's.
                        self.surprises.append(f"round {number}: {surprise}")
                        say(f"round {number}: {surprise}")
                        trial.down()
                        trial = Trial(self.program, patroni=True)
                self.forget_rows(trial)
                say(f"round {number} of {self.rounds}: {time.monotonic() - began:.0f} s; longest without a commit, ms: " + ", ".join(
                    f"{row} {self.samples[row][-1]['gap']:.0f}" for row in ROWS if self.samples[row]))
        finally:
            trial.down()

    def take(self, row, told, seconds, code=0):
        lost = None if told["missing"] is None else len(told["missing"])
        self.samples[row].append({
            "failed": told.get("failed", 0), "lost": lost, "errors": told["write_errors"], "gap": told["longest_without_commit_ms"],
            "slowest": told.get("slowest_ms"), "seconds": seconds, "code": code, "acknowledged": told["acknowledged"]})

    @staticmethod
    def forget_rows(trial):
        """So that the last round is like the first."""
        connection = handover.connect(trial.lab, EAST)
        handover.ask(connection, "truncate orders")
        connection.close()

    # By hand

    def by_hand(self, trial):
        for old, new in ((EAST, WEST), (WEST, EAST)):
            with trial.load() as told:
                began = time.time()
                handover.switchover(trial.lab, old, new, stop=False)
                answer = handover.control(trial.lab, "db_rejoin", region=old, source=handover.source(trial.lab, new), name=old)
                seconds = time.time() - began
            if answer["outcome"] != "done":
                raise Surprise(f"by hand: {old} does not rejoin: {answer}")
            self.take(BY_HAND, told, seconds)

    # Ours

    def ours(self, runbook):
        def step(trial):
            for name, pace in ((runbook, RUNBOOKS[runbook]), HOME):
                with trial.load() as told:
                    run = trial.execute(name, pace=pace)
                self.take(name, told, run.seconds, run.code)
                if run.code != 0:
                    raise Surprise(run.story())
        return step

    # Patroni

    def with_patroni(self, trial):
        lab, home = trial.lab, trial.lab.make("load")
        everywhere = (
            f"host={','.join(lab.address(region) for region in REGIONS)} port={','.join([str(PORTS['patroni_postgresql'])] * len(REGIONS))}"
            " user=app dbname=postgres target_session_attrs=read-write connect_timeout=2 application_name=load")
        for new in (WEST, EAST):
            old = patroni.primary(lab)
            lab.write("load/patroni.log", "")
            trial.script("load", "start", "--writers", "0")
            processes.start(lab, "load.patroni", [
                PYTHON, lab.path("programs/load_writers.py"), everywhere, str(WRITERS), str(PERIOD), f"{home}/patroni.log"], home)
            try:
                time.sleep(1)
                began = time.time()
                done = subprocess.run(
                    ["patronictl", "-c", lab.path(EAST, "patroni/patroni.yml"), "switchover", "laboratory", "--master", old, "--candidate", new,
                     "--force"], capture_output=True, text=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"})
                if done.returncode:
                    raise Surprise(f"patronictl switchover: {done.stdout} {done.stderr}")
                patroni.wait_for_standbys(lab)
                seconds = time.time() - began
                time.sleep(0.7)
            finally:
                processes.end(lab, ["load.patroni"], signal.SIGTERM, patience=20)
                trial.script("load", "stop", "--report-only", expected=None)
            if patroni.primary(lab) != new:
                raise Surprise(f"Patroni's primary is {patroni.primary(lab)} after a switchover to {new}: {done.stdout}")
            told = report.requests(lab.path("load/requests.log"), 0, float("inf"))
            numbers, written = report.writes(lab.path("load/patroni.log"), 0, float("inf"))
            told.update(written, missing=report.lost(lab, numbers, source=everywhere))
            self.take(PATRONI, told, seconds)

    # What it comes to

    def table(self):
        yield (f"{'':<12}{'runs':>5}{'failed':>8}{'lost':>6}{'client':>8}   longest time without a commit, ms{'whole run':>13}")
        yield (f"{'':<12}{'':>5}{'requests':>9}{'rows':>5}{'errors':>8}   {'least':>9}{'median':>12}{'most':>12}{'median':>13}")
        for row in ROWS:
            samples = self.samples[row]
            if not samples:
                yield f"{row:<12}{0:>5}"
                continue
            gaps = [sample["gap"] for sample in samples]
            lost = "?" if any(sample["lost"] is None for sample in samples) else sum(sample["lost"] for sample in samples)
            yield (
                f"{row:<12}{len(samples):>5}{sum(sample['failed'] for sample in samples):>8}{lost:>6}"
                f"{sum(sample['errors'] for sample in samples):>8}   {min(gaps):>9.0f}{statistics.median(gaps):>12.0f}{max(gaps):>12.0f}"
                f"{statistics.median(sample['seconds'] for sample in samples):>11.1f} s")

    def bounds(self):
        """(holds, sentence) of each."""
        yield not self.surprises, f"every run ended as planned" + (f": {len(self.surprises)} did not" if self.surprises else "")
        ours = [(row, self.samples[row]) for row in (*RUNBOOKS, HOME[0])]
        for what, words in (("failed", "requests failed"), ("lost", "acknowledged rows lost"), ("errors", "errors that clients saw")):
            found = {row: sum(sample[what] or 0 for sample in samples) for row, samples in ours}
            unknown = what == "lost" and any(sample["lost"] is None for _, samples in ours for sample in samples)
            yield not unknown and not any(found.values()), f"no {words} in ours" + (
                ": not known of every run" if unknown else "" if not any(found.values()) else f": {found}")
        middle = {row: statistics.median(sample["gap"] for sample in samples) for row, samples in self.samples.items() if samples}
        most = {row: max(sample["gap"] for sample in samples) for row, samples in self.samples.items() if samples}
        for row, samples in ours:
            if not samples or BY_HAND not in middle or PATRONI not in middle:
                yield False, f"{row} cannot be compared"
                continue
            limit, theirs = 1.5 * middle[BY_HAND] + 20, middle[PATRONI] / 10
            yield middle[row] <= limit, (
                f"{row}: median {middle[row]:.0f} ms, at most 1.5 x {middle[BY_HAND]:.0f} + 20 = {limit:.0f} ms by hand"
                f" (most {most[row]:.0f}, by hand {most[BY_HAND]:.0f})")
            yield middle[row] <= theirs, f"{row}: median {middle[row]:.0f} ms, at most a tenth of Patroni's {middle[PATRONI]:.0f} ms"
