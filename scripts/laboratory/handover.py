"""A planned switchover of the database by hand, to check the laboratory with: what Switchyard does, without its care."""
import json, os, subprocess, time

from clients import haproxy
from lab import PORTS, REGIONS

HERE = os.path.dirname(os.path.abspath(__file__))


def control(lab, do, patience=60, **asked):
    """The answer of the process adapter."""
    request = json.dumps({"switchyard": 1, "do": do, "timeout_ms": patience * 1000, **asked})
    done = subprocess.run([f"{HERE}/control", lab.directory], input=request, capture_output=True, text=True, timeout=patience + 5)
    if done.returncode:
        raise AssertionError(f"control {do}: {done.returncode} {done.stderr}")
    return json.loads(done.stdout)


def connect(lab, region):
    import psycopg2
    os.environ["PGPASSFILE"] = lab.path("secrets/pgpass")
    connection = psycopg2.connect(
        host=lab.address(region), port=PORTS["postgresql"], user="switchyard", dbname="postgres", connect_timeout=5)
    connection.autocommit = True
    return connection


def ask(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.001)


def source(lab, region):
    return {"host": lab.address(region), "port": PORTS["postgresql"]}


def follow(lab, connections, region, target):
    ask(connections[region], f"alter system set primary_conninfo = 'host={lab.address(target)} port={PORTS['postgresql']} user=replicator"
        f" application_name={region} connect_timeout=2'")
    ask(connections[region], "select pg_reload_conf()")


def wait_for_stream(lab, source, region):
    """Seldom a standby that is told to follow another does so only after many seconds; a new connection seems to wake its postmaster."""
    def streams():
        return ask(source, f"select 1 from pg_stat_replication where application_name = '{region}' and state = 'streaming'") is not None

    began = time.monotonic()
    while not streams():
        assert time.monotonic() - began < 15, f"{region} does not stream"
        if time.monotonic() - began > 1:
            connect(lab, region).close()
            time.sleep(0.05)
        time.sleep(0.001)
    if time.monotonic() - began > 1:
        print(f"    {region} streamed after {time.monotonic() - began:.2f} s, of which one was waited before it was woken")


def switchover(lab, old, new, stop):
    """Milliseconds between PAUSE and RESUME. The old primary ends as a standby that was stopped, or runs on with a fence."""
    connections = {region: connect(lab, region) for region in REGIONS}
    import psycopg2
    bouncer = psycopg2.connect(host=lab.director, port=PORTS["pgbouncer"], user="admin", dbname="pgbouncer")
    bouncer.autocommit = True
    for region in (old, new):
        ask(connections[region], "checkpoint")
    for region in REGIONS:
        if region not in (old, new):
            follow(lab, connections, region, new)
    for region in REGIONS:
        if region not in (old, new):
            wait_for_stream(lab, connections[new], region)
    follow(lab, connections, old, new)
    began = time.monotonic()
    ask(bouncer, "pause app")
    if stop:
        connections[old].close()
        stopped = control(lab, "db_stop", region=old, as_standby=True)
        assert stopped["outcome"] == "done" and stopped["clean"], stopped
        # The last record, the checkpoint of the shutdown, begins there.
        reached = f"select pg_last_wal_replay_lsn() > '{stopped['position']}'"
    else:
        ask(connections[old], "alter system set default_transaction_read_only = on")
        ask(connections[old], "select pg_reload_conf()")
        ask(connections[old], "select count(pg_terminate_backend(pid)) from pg_stat_activity where backend_type = 'client backend' and usename = 'app'")
        until(lambda: ask(connections[old], "select count(*) from pg_stat_activity where backend_type = 'client backend' and usename = 'app'") == (0,))
        ask(connections[old], "set default_transaction_read_only = off")
        ask(connections[old], "select pg_logical_emit_message(true, 'fence', '')")
        (mark,) = ask(connections[old], "select pg_current_wal_flush_lsn()")
        reached = f"select pg_last_wal_replay_lsn() >= '{mark}'"
    until(lambda: ask(connections[new], reached) == (True,))
    promote(lab, new, connections[new])
    point_sql(lab, new)
    ask(bouncer, "resume app")
    took = (time.monotonic() - began) * 1000
    for connection in connections.values():
        connection.close()
    return took


def promote(lab, region, connection=None):
    connection = connection or connect(lab, region)
    ask(connection, "select pg_promote(false)")
    until(lambda: ask(connection, "select pg_is_in_recovery()") == (False,))


def point_sql(lab, region):
    said = haproxy(lab, *(f"set server pg/{name} state {'ready' if name == region else 'maint'}" for name in REGIONS),
                   *(f"shutdown sessions server pg/{name}" for name in REGIONS if name != region))
    assert not said, said
