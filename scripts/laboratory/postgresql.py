"""The PostgreSQL server of one region, as an agent beside it sees it: its files, its process, its socket."""
import os, shutil, signal, subprocess, time

import network, processes
from lab import PORTS, POSTGRESQL, REGIONS, Trouble

CONFIGURATION = """\
listen_addresses = '{address}'
port = {port}
unix_socket_directories = '{sockets}'
hba_file = '{home}/pg_hba.conf'
ident_file = '{home}/pg_ident.conf'
cluster_name = '{region}'
shared_buffers = 32MB
dynamic_shared_memory_type = mmap
max_connections = 100
max_wal_senders = 12
max_replication_slots = 12
wal_log_hints = on
wal_keep_size = 256MB
wal_retrieve_retry_interval = 10ms
wal_receiver_status_interval = 1s
wal_receiver_timeout = 5s
wal_sender_timeout = 5s
checkpoint_timeout = 15min
password_encryption = scram-sha-256
log_line_prefix = '%m [%p] '
"""
SEGMENT = 1  # MB
HBA = """\
local all postgres trust
local replication postgres trust
host postgres app {clients} trust
host all switchyard {clients} scram-sha-256
host replication switchyard,replicator {clients} scram-sha-256
"""


class Server:
    def __init__(self, lab, region):
        self.lab, self.region = lab, region
        self.home = lab.path(region, "postgresql")
        self.data = f"{self.home}/data"
        self.sockets = lab.path("run", region)
        self.name = f"postgresql.{region}"

    # What it is

    def pid(self):
        """The number of the postmaster that works on these data, if there is one."""
        try:
            with open(f"{self.data}/postmaster.pid") as file:
                pid = int(file.readline())
            # After a kill the number can be anybody's.
            return pid if os.readlink(f"/proc/{pid}/cwd") == self.data and processes.began(pid) else None
        except (OSError, ValueError):
            return None

    def members(self):
        """All processes of the server: each works in the data directory."""
        return processes.within(self.data)

    def phase(self):
        """What the server says of itself: starting, ready, standby (a standby that takes connections) or stopping."""
        try:
            with open(f"{self.data}/postmaster.pid") as file:
                return file.read().split("\n")[7].strip()
        except (OSError, IndexError):
            return None

    def takes_connections(self):
        return self.pid() is not None and self.phase() in ("ready", "standby")

    @property
    def standby_signal(self):
        return f"{self.data}/standby.signal"

    def is_standby_on_disk(self):
        return os.path.exists(self.standby_signal)

    def control_data(self):
        done = subprocess.run(
            [f"{POSTGRESQL}/pg_controldata", self.data], capture_output=True, text=True, env={"LC_ALL": "C"}, **self.lab.identity())
        if done.returncode:
            raise Trouble(f"pg_controldata: {done.stderr.strip()}")
        return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in done.stdout.splitlines())}

    def status(self):
        """What db_status answers."""
        running = self.pid() is not None
        told = {"running": running, "standby_signal": self.is_standby_on_disk(), "position": None, "clean": None, "timeline": None}
        try:
            control = self.control_data()
        except Trouble:
            return told
        told["timeline"] = max(int(control["Latest checkpoint's TimeLineID"]), int(control["Min recovery ending loc's timeline"]))
        if not running:
            told["clean"] = control["Database cluster state"] in ("shut down", "shut down in recovery")
            told["last_write_ms"] = self.last_write()
            if told["clean"]:
                told["position"] = control["Latest checkpoint location"]
        return told

    def last_write(self):
        """When its log was last written, in milliseconds since 1970; nothing when there is no log."""
        try:
            with os.scandir(f"{self.data}/pg_wal") as files:
                times = [file.stat().st_mtime_ns for file in files if len(file.name) == 24]
        except OSError:
            return None
        return max(times) // 1_000_000 if times else None

    @property
    def marker(self):
        """There while the server is being made a standby: it is not to be started by anybody else."""
        return f"{self.home}/rejoining"

    # What is done to it

    def set_standby(self, standby):
        """Makes or removes standby.signal; on disk before anything else happens."""
        if standby:
            with open(os.open(self.standby_signal, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                os.fsync(file.fileno())
            self.lab.own(self.standby_signal)
        elif os.path.exists(self.standby_signal):
            os.unlink(self.standby_signal)
        else:
            return
        directory = os.open(self.data, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)

    def follow(self, host, port, name):
        """Writes whom a standby follows, in place of all settings made by ALTER SYSTEM."""
        self.lab.write(f"{self.data}/postgresql.auto.conf", f"primary_conninfo = '{self.conninfo(host, port, name)}'\n")

    @staticmethod
    def conninfo(host, port, name):
        # The password is in the server's PGPASSFILE, so whoever changes this need not know it.
        return f"host={host} port={port} user=replicator application_name={name} connect_timeout=2"

    def configure(self):
        lab = self.lab
        lab.make(self.region, "postgresql")
        lab.make("run", self.region)
        lab.write(f"{self.home}/pg_hba.conf", HBA.format(clients=lab.clients))
        lab.write(f"{self.home}/pg_ident.conf", "")
        lab.write(f"{self.home}/postgresql.conf", CONFIGURATION.format(
            address=lab.address(self.region), port=PORTS["postgresql"], sockets=self.sockets, home=self.home, region=self.region))

    def start(self):
        """Starts it as what it is on disk, without waiting."""
        if self.pid():
            return
        # Backends of a postmaster that was killed keep the next one from starting.
        processes.until(5, lambda: not self.members())
        if self.members():
            raise Trouble(f"processes of a PostgreSQL of {self.region} that was killed do not end")
        forget_shared_memory(self.data)
        # What a killed one has left; a number that is not free yet would keep the next one from starting too.
        socket = f"{self.sockets}/.s.PGSQL.{PORTS['postgresql']}"
        for path in (f"{self.data}/postmaster.pid", socket, f"{socket}.lock"):
            if os.path.lexists(path):
                os.unlink(path)
        processes.start(
            self.lab, self.name, [f"{POSTGRESQL}/postgres", "-D", self.data, "-c", f"config_file={self.home}/postgresql.conf"],
            self.home, network.entrance(self.lab, self.region))

    def wait_until_ready(self, seconds):
        """Whether it takes connections in time; trouble when it ended instead."""
        end = time.monotonic() + seconds
        while not self.takes_connections():
            if not self.pid() and not processes.find(self.lab, self.name):
                raise Trouble(f"PostgreSQL of {self.region} ended: {processes.last_words(self.lab, self.name)}")
            if time.monotonic() > end:
                return False
            time.sleep(0.005)
        return True

    def stop(self, seconds, how=signal.SIGINT):
        """Shuts it down (SIGINT: fast; SIGQUIT: at once); whether it has ended in time."""
        pid = self.pid()
        if pid:
            processes.send(pid, how)
            if not processes.until(seconds, lambda: processes.began(pid) is None, 0.002):
                return False
        return bool(processes.until(seconds, lambda: not self.members(), 0.002))

    def signal_all(self, what):
        members = self.members()
        for pid in members:
            processes.send(pid, what)
        return len(members)

    def query(self, sql, timeout=5):
        """Rows, as the superuser on the socket."""
        import psycopg2
        connection = psycopg2.connect(
            host=self.sockets, port=PORTS["postgresql"], user="postgres", dbname="postgres", connect_timeout=max(2, int(timeout)),
            options=f"-c statement_timeout={int(timeout * 1000)}")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def servers(lab):
    return [Server(lab, region) for region in REGIONS]


def forget_shared_memory(data):
    """Removes the segment that a killed server has left in the kernel, as the server's own start would."""
    try:
        with open(f"{data}/postmaster.pid") as file:
            lines = file.read().split("\n")
        key, segment = lines[6].split()
    except (OSError, IndexError, ValueError):
        return

    def attached():
        """How many still use it; nothing when it is gone or another server's."""
        with open("/proc/sysvipc/shm") as table:
            for words in map(str.split, table.read().splitlines()[1:]):
                if words[0] == key and words[1] == segment:
                    return int(words[6])

    # Who has just been killed may not have let go of it yet.
    processes.until(2, lambda: not attached())
    if attached() == 0:
        subprocess.run(["ipcrm", "-m", segment], stderr=subprocess.DEVNULL)


def create(lab):
    """Makes the data of all four: one initdb; copies of it follow the first region."""
    first = Server(lab, REGIONS[0])
    if all(os.path.isdir(server.data) or os.path.exists(server.marker) for server in servers(lab)):
        return False
    # Of an `up` that was killed.
    processes.until(15, lambda: not processes.within(first.home, below=True))
    for server in servers(lab):
        server.configure()
        forget_shared_memory(f"{server.home}/made")
        for left in (server.data, f"{server.home}/made"):
            shutil.rmtree(left, ignore_errors=True)
    made = f"{first.home}/made"
    # A promotion copies the segment of the log that is being written: of 16 MB that is half of what it takes.
    done = subprocess.run(
        [f"{POSTGRESQL}/initdb", "-D", made, "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C.UTF-8", "--data-checksums",
         f"--wal-segsize={SEGMENT}"],
        cwd=first.home, env=lab.environment(), capture_output=True, text=True, **lab.identity())
    if done.returncode:
        raise Trouble(f"initdb: {done.stderr.strip()}")
    roles = (
        "create role app login;\n"
        f"create role switchyard login superuser replication password '{lab.secret('postgres')}';\n"
        f"create role replicator login replication password '{lab.secret('postgres')}';\n"
        "create table orders (writer int, seq bigint, at timestamptz not null default clock_timestamp(), pad text,"
        " primary key (writer, seq));\n"
        "grant all on orders to app;\n")
    done = subprocess.run(
        [f"{POSTGRESQL}/postgres", "--single", "-D", made, "-j", "-c", "password_encryption=scram-sha-256", "-c",
         "dynamic_shared_memory_type=mmap", "postgres"],
        input=roles.replace(";\n", ";\n\n"), cwd=first.home, env=lab.environment(), capture_output=True, text=True,
        **lab.identity())
    if done.returncode or "ERROR" in done.stderr:
        raise Trouble(f"the roles and the table could not be made: {done.stderr.strip()}")
    os.unlink(f"{made}/pg_hba.conf")
    for server in servers(lab)[1:]:
        subprocess.run(["cp", "-a", made, server.data], check=True, preexec_fn=processes.tied())
        server.set_standby(True)
        server.follow(lab.address(first.region), PORTS["postgresql"], server.region)
    os.rename(made, first.data)
    return True


def writers_on_disk(lab):
    """The regions whose server is, or would start as, a primary."""
    return [
        server.region for server in servers(lab)
        if os.path.isdir(server.data) and not server.is_standby_on_disk() and not os.path.exists(server.marker)]
