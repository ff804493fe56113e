"""Makes the server of a region a standby of another one, whatever it was: a fenced primary, a stopped or killed one, a diverged standby.

A marker is there from before the first change until the server follows. While it is there nobody starts the server,
and standby.signal is made first, so that what is half done never becomes a primary. pg_rewind must not be repeated on data
that it has begun to change: then, and whenever it cannot help, a new copy is taken.
"""
import json, os, shutil, signal, subprocess, time

import processes
from lab import POSTGRESQL, InDoubt, NotDone, Trouble
from postgresql import forget_shared_memory


def position(text):
    high, low = text.split("/")
    return (int(high, 16) << 32) + int(low, 16)


class Rejoin:
    def __init__(self, server, host, port, name, deadline):
        self.server, self.host, self.port, self.name, self.deadline = server, host, port, name, deadline
        self.notes = []

    def left(self):
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise InDoubt(f"time is over after: {'; '.join(self.notes) or 'nothing'}")
        return seconds

    def note(self, phase):
        self.server.lab.write(self.server.marker, json.dumps({"phase": phase, "host": self.host, "port": self.port}) + "\n")

    def noted(self):
        try:
            with open(self.server.marker) as file:
                return json.load(file)["phase"]
        except FileNotFoundError:
            return None
        except (ValueError, KeyError):
            return "changing"

    def source(self, database="postgres"):
        return f"host={self.host} port={self.port} user=switchyard dbname={database} connect_timeout=3"

    def ask_source(self, sql):
        import psycopg2
        os.environ["PGPASSFILE"] = self.server.lab.path("secrets/pgpass")
        connection = psycopg2.connect(self.source())
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"set statement_timeout = {int(self.left() * 1000) + 1}")
                cursor.execute(sql)
                return cursor.fetchone() if cursor.description else None
        finally:
            connection.close()

    def run(self):
        """Does it; afterwards the server follows and has replayed what the source had."""
        import psycopg2
        try:
            (recovers,) = self.ask_source("select pg_is_in_recovery()")
            if not recovers:
                # Until a new primary has made a checkpoint its control file has the old timeline, and pg_rewind sees nothing to do.
                self.ask_source("checkpoint")
            mark = self.ask_source(
                "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end")[0]
        except psycopg2.Error as error:
            raise NotDone("unreachable", f"the source {self.host}:{self.port} does not answer: {str(error).strip().splitlines()[0]}")
        server, before = self.server, self.noted()
        self.note("changing" if before == "changing" else "begun")
        if os.path.isdir(server.data):
            server.set_standby(True)
        self.stop()
        if before == "changing" or not os.path.isdir(server.data) or not (self.settle() and self.rewind()):
            self.copy()
        if not self.follow(mark):
            # It starts, but its past is not the source's after all.
            self.notes.append("does not follow")
            self.stop()
            self.copy()
            if not self.follow(mark):
                raise InDoubt("; ".join(self.notes))
        os.unlink(server.marker)
        return "; ".join(self.notes)

    def stop(self):
        server = self.server
        if server.pid() and not server.stop(max(0.1, min(self.left() / 3, 10))):
            self.left()
            if not server.stop(max(0.1, min(self.left() / 3, 5)), signal.SIGQUIT):
                # It stands still: what is pending would come true whenever it goes on.
                server.signal_all(signal.SIGKILL)
                server.stop(2)
            self.notes.append("stopped by force")

    def settle(self):
        """After a kill: replays its own log to the end as a standby of nobody, since pg_rewind wants a clean end."""
        server = self.server
        if server.status()["clean"]:
            return True
        server.lab.write(f"{server.data}/postgresql.auto.conf", "")
        server.start()
        try:
            ready = server.wait_until_ready(self.left())
        except Trouble:
            return False
        if not ready or not server.stop(self.left()):
            raise InDoubt("its own log is not replayed to the end yet")
        self.notes.append("recovered after a kill")
        return bool(server.status()["clean"])

    def tool(self, *command):
        lab = self.server.lab
        process = subprocess.Popen(
            command, cwd=self.server.home, env={**lab.environment(), "LC_ALL": "C"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, preexec_fn=processes.tied(), **lab.identity())
        try:
            output, _ = process.communicate(timeout=self.left())
        except BaseException as failure:
            process.kill()
            process.wait()
            if isinstance(failure, subprocess.TimeoutExpired):
                raise InDoubt(f"{os.path.basename(command[0])} takes longer than there is time")
            raise
        return process.returncode, output.strip().splitlines() or [""]

    def rewind(self):
        server, began = self.server, time.monotonic()
        self.note("changing")
        code, said = self.tool(
            f"{POSTGRESQL}/pg_rewind", "-D", server.data, f"--source-server={self.source()}", "--no-ensure-shutdown", "--no-sync",
            f"--config-file={server.home}/postgresql.conf")
        if code:
            self.notes.append(f"pg_rewind cannot: {said[-1][:120]}")
            return False
        if any("no rewind required" in line for line in said):
            self.notes.append("no rewind needed")
            return True
        server.set_standby(True)
        self.notes.append(f"rewound in {time.monotonic() - began:.1f} s")
        return True

    def copy(self):
        server, began = self.server, time.monotonic()
        self.note("changing")
        forget_shared_memory(server.data)
        new, old = f"{server.home}/data.new", f"{server.home}/data.old"
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
        code, said = self.tool(
            f"{POSTGRESQL}/pg_basebackup", "-D", new, "-d", f"host={self.host} port={self.port} user=replicator connect_timeout=3",
            "-X", "stream", "-c", "fast", "--no-sync")
        if code:
            raise InDoubt("; ".join([*self.notes, f"pg_basebackup: {said[-1][:160]}"]))
        with open(f"{new}/standby.signal", "w"):
            server.lab.own(f"{new}/standby.signal")
        if os.path.isdir(server.data):
            os.rename(server.data, old)
        os.rename(new, server.data)
        shutil.rmtree(old, ignore_errors=True)
        self.notes.append(f"copied anew in {time.monotonic() - began:.1f} s")

    def follow(self, mark):
        """Starts it, and waits until it takes connections and has replayed a position that only the source's history leads to."""
        server = self.server
        server.set_standby(True)
        server.follow(self.host, self.port, self.name)
        self.note("begun")
        server.start()
        try:
            if not server.wait_until_ready(self.left()):
                raise InDoubt("it does not take connections yet")
        except Trouble as trouble:
            self.notes.append(str(trouble)[:160])
            return False
        import psycopg2
        patience = time.monotonic() + 5
        while True:
            try:
                streams, replayed = server.query(
                    "select exists(select from pg_stat_wal_receiver where status = 'streaming'), pg_last_wal_replay_lsn()::text",
                    min(5, self.left()))[0]
            except psycopg2.Error:
                streams, replayed = False, None
            if streams and replayed and position(replayed) >= position(mark):
                return True
            if time.monotonic() > patience:
                return False
            self.left()
            time.sleep(0.01)
