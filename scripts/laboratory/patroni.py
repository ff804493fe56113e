"""With `up --patroni`: a second cluster of four databases, under Patroni with three etcd, to compare with. HAProxy finds its primary."""
import daemons, processes
from clients import http_json, reached
from lab import PORTS, POSTGRESQL, REGIONS, Trouble
from postgresql import SEGMENT

CONFIGURATION = """\
scope: laboratory
name: {region}
restapi: {{listen: '{address}:{patroni}', connect_address: '{address}:{patroni}'}}
etcd3: {{hosts: [{etcds}]}}
bootstrap:
  dcs:
    ttl: 30
    loop_wait: 10
    retry_timeout: 10
    postgresql: {{use_pg_rewind: true, parameters: {{wal_keep_size: 256MB, max_connections: 100}}}}
  initdb: [data-checksums, {{auth: trust}}, {{locale: C.UTF-8}}, {{wal-segsize: '{segment}'}}]
  pg_hba: ['local all all trust', 'host all all {clients} trust', 'host replication all {clients} trust']
postgresql:
  listen: {address}:{patroni_postgresql}
  connect_address: {address}:{patroni_postgresql}
  data_dir: {home}/data
  bin_dir: {programs}
  pgpass: {home}/pgpass
  authentication: {{superuser: {{username: postgres}}, replication: {{username: replicator}}, rewind: {{username: rewinder}}}}
  parameters: {{unix_socket_directories: '{run}', shared_buffers: 32MB, dynamic_shared_memory_type: mmap}}
"""
ELECTORS = REGIONS[:3]


def start(lab):
    members = ",".join(f"{region}=http://{lab.address(region)}:{PORTS['etcd_peers']}" for region in ELECTORS)
    for region in ELECTORS:
        home, address = lab.make(region, "etcd"), lab.address(region)
        daemons.begin(lab, region, f"etcd.{region}", [
            "etcd", "--name", region, "--data-dir", home, "--listen-peer-urls", f"http://{address}:{PORTS['etcd_peers']}",
            "--initial-advertise-peer-urls", f"http://{address}:{PORTS['etcd_peers']}", "--listen-client-urls",
            f"http://{address}:{PORTS['etcd']}", "--advertise-client-urls", f"http://{address}:{PORTS['etcd']}", "--initial-cluster", members,
            "--heartbeat-interval", "100", "--election-timeout", "1000", "--logger", "zap", "--log-level", "warn"], home)
    if not processes.until(20, lambda: all(reached(lab.address(region), PORTS["etcd"]) for region in ELECTORS), 0.05):
        raise Trouble("etcd does not answer")
    for region in REGIONS:
        home = lab.make(region, "patroni")
        lab.write(f"{region}/patroni/patroni.yml", CONFIGURATION.format(
            segment=SEGMENT,
            **PORTS, region=region, address=lab.address(region), clients=lab.clients, home=home, programs=POSTGRESQL,
            run=lab.path("run", region), etcds=", ".join(f"'{lab.address(elector)}:{PORTS['etcd']}'" for elector in ELECTORS)))
        daemons.begin(lab, region, f"patroni.{region}", ["patroni", f"{home}/patroni.yml"], home)
        # The first becomes the primary.
        if region == REGIONS[0] and not processes.until(30, lambda: role(lab, region) in ("master", "primary"), 0.1):
            raise Trouble(f"Patroni of {region} does not become a primary")
    if not processes.until(60, lambda: all(role(lab, region) for region in REGIONS), 0.2):
        raise Trouble("not every member of Patroni's cluster runs")
    wait_for_standbys(lab)
    make_table(lab)


def role(lab, region):
    """Its role once it runs; nothing before."""
    status, told = http_json(f"http://{lab.address(region)}:{PORTS['patroni']}/patroni", timeout=1)
    return told.get("role") if status in (200, 503) and isinstance(told, dict) and told.get("state") == "running" else None


def primary(lab):
    return next((region for region in REGIONS if role(lab, region) in ("master", "primary")), None)


def wait_for_standbys(lab):
    """Running is not streaming."""
    import psycopg2

    def stream():
        try:
            connection = psycopg2.connect(
                host=lab.address(primary(lab)), port=PORTS["patroni_postgresql"], user="postgres", dbname="postgres", connect_timeout=2)
        except (psycopg2.Error, ValueError):
            return False
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_stat_replication where state = 'streaming'")
            count = cursor.fetchone()[0]
        connection.close()
        return count >= len(REGIONS) - 1

    if not processes.until(30, stream, 0.2):
        raise Trouble("not every standby of Patroni's cluster streams")


def make_table(lab):
    """The same table as in the other cluster."""
    import psycopg2
    connection = psycopg2.connect(
        host=lab.address(primary(lab)), port=PORTS["patroni_postgresql"], user="postgres", dbname="postgres", connect_timeout=2)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('orders') is null")
        if cursor.fetchone()[0]:
            cursor.execute(
                "create role app login; create table orders (writer int, seq bigint, at timestamptz not null default clock_timestamp(),"
                " pad text, primary key (writer, seq)); grant all on orders to app")
    connection.close()
