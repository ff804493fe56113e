"""Which daemons a laboratory has, and how each is started."""
import os, sqlite3

import network, processes
from clients import haproxy, haproxy_servers, http_json, reached, redis_replication, web
from lab import PORTS, PYTHON, REGIONS, START_WORKERS, Trouble, aws_environment
from postgresql import servers

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMAS = (
    "/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql", "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql")
ZONE = "lab.test."


def copy_programs(lab):
    """The services run from the laboratory, so that its user need not be able to read where this is."""
    lab.make("programs")
    for name in os.listdir(f"{HERE}/services"):
        if name.endswith(".py"):
            with open(f"{HERE}/services/{name}") as file:
                lab.write(f"programs/{name}", file.read())


def redis_primary(lab):
    """The region whose Redis is a primary now, if one is."""
    for region in REGIONS:
        if processes.find(lab, f"redis.{region}"):
            try:
                if redis_replication(lab, region).get("role") == "master":
                    return region
            except (OSError, Trouble):
                pass
    return None


def begin(lab, place, name, command, directory):
    processes.start(lab, name, command, directory, network.entrance(lab, place))


def start_web(lab, region):
    state = lab.make(region, "web")
    begin(lab, region, f"web.{region}", [
        PYTHON, lab.path("programs/web_service.py"), region, lab.address(region), str(PORTS["web"]), str(START_WORKERS[region]),
        lab.path("run", region, "web"), state], state)


def start_redis(lab, region):
    begin(lab, region, f"redis.{region}", ["redis-server", lab.path(region, "redis/redis.conf")], lab.path(region, "redis"))


def start_director(lab, aws):
    """Starts all of the director's daemons; whether HAProxy has begun anew, with the weights of its configuration."""
    home, run = lab.path("director"), lab.path("run")
    kept = lab.make("webhooks")
    fresh = not processes.find(lab, "haproxy")
    if fresh and os.path.exists(f"{run}/haproxy"):
        os.unlink(f"{run}/haproxy")
    make_dns_database(lab)
    begin(lab, "director", "haproxy", ["haproxy", "-db", "-f", f"{home}/haproxy.cfg"], home)
    begin(lab, "director", "pgbouncer", ["pgbouncer", "-q", f"{home}/pgbouncer.ini"], home)
    begin(lab, "director", "powerdns", ["pdns_server", f"--config-dir={home}"], home)
    begin(lab, "director", "blackbox", [
        "prometheus-blackbox-exporter", f"--config.file={home}/blackbox.yml", f"--web.listen-address={lab.director}:{PORTS['blackbox']}"], home)
    begin(lab, "director", "prometheus", [
        "prometheus", f"--config.file={home}/prometheus.yml", f"--storage.tsdb.path={home}/prometheus", "--storage.tsdb.retention.time=1d",
        f"--web.listen-address={lab.director}:{PORTS['prometheus']}", "--web.enable-lifecycle", "--log.level=warn"], home)
    begin(lab, "director", "receiver", [PYTHON, lab.path("programs/receiver.py"), lab.director, str(PORTS["receiver"]), kept], kept)
    if aws:
        begin(lab, "director", "aws", [f"{aws_environment()}/bin/moto_server", "-H", lab.director, "-p", str(PORTS["aws"])], home)
    return fresh


def make_dns_database(lab):
    path = lab.path("director/powerdns.sqlite3")
    if os.path.exists(path):
        return
    schema = next((path for path in SCHEMAS if os.path.exists(path)), None)
    if not schema:
        raise Trouble("the schema of PowerDNS's database is not installed")
    if os.path.exists(path + ".new"):
        os.unlink(path + ".new")
    database = sqlite3.connect(path + ".new")
    with open(schema) as file:
        database.executescript(file.read())
    database.close()
    lab.own(path + ".new")
    os.replace(path + ".new", path)


def make_zone(lab):
    """The zone, with a name that leads to the first region."""
    key = {"X-API-Key": lab.secret("powerdns")}
    zones = lab.url("powerdns", "/api/v1/servers/localhost/zones")
    status, _ = http_json(f"{zones}/{ZONE}", headers=key)
    if status == 200:
        return
    choices = ",".join(f"{{{100 if region == REGIONS[0] else 0},'{lab.address(region)}'}}" for region in REGIONS)

    def records(name, kind, content):
        return {"name": name, "type": kind, "ttl": 1, "records": [{"content": content, "disabled": False}]}

    status, said = http_json(zones, {
        "name": ZONE, "kind": "Native", "nameservers": [f"ns.{ZONE}"], "rrsets": [
            records(f"ns.{ZONE}", "A", lab.director), records(f"app.{ZONE}", "LUA", f'A "pickwrandom({{{choices}}})"')]}, key)
    if status != 201:
        raise Trouble(f"PowerDNS does not make the zone {ZONE}: {status} {said}")


def set_traffic(lab, region):
    """All web traffic to one region."""
    said = haproxy(lab, *(f"set server be/{name} weight {100 if name == region else 0}%" for name in sorted(
        REGIONS, key=lambda name: name != region)))
    if said:
        raise Trouble(f"HAProxy does not set the weights: {said}")


def listening(lab, aws):
    """What has to answer before a laboratory is up."""
    wanted = ["haproxy_web", "haproxy_postgresql", "haproxy_redis", "haproxy_statistics", "haproxy_runtime", "pgbouncer", "dns", "powerdns",
              "prometheus", "blackbox", "receiver"] + (["aws"] if aws else [])
    places = [(f"{name} of the director", lab.place(name)) for name in wanted]
    return places + [(f"{name} of {region}", (lab.address(region), PORTS[name])) for region in REGIONS for name in ("web", "redis")]


def refuse_occupied(lab):
    """Another laboratory with these addresses would be taken for this one. Nobody else is in networks of our own."""
    ours = {"haproxy": "haproxy_runtime", "pgbouncer": "pgbouncer", "powerdns": "powerdns", "prometheus": "prometheus", "receiver": "receiver"}
    places = [(lab.director, PORTS[port]) for name, port in ours.items() if not processes.find(lab, name)] + [
        (lab.address(region), PORTS[name]) for region in REGIONS for name in ("web", "redis") if not processes.find(lab, f"{name}.{region}")] + [
        (lab.address(server.region), PORTS["postgresql"]) for server in servers(lab) if not server.pid()]
    taken = [f"{address}:{port}" for address, port in places if reached(address, port)]
    if taken and lab.wan == "direct":
        raise Trouble(f"somebody else listens at {', '.join(taken[:3])}: choose another LAB_NET")


def wait_for_all(lab, aws, seconds=30):
    missing = listening(lab, aws)

    def rest():
        missing[:] = [entry for entry in missing if not reached(*entry[1])]
        return not missing

    if not processes.until(seconds, rest, 0.05):
        raise Trouble("does not answer: " + ", ".join(name for name, _ in missing) + f"; the logs are in {lab.path('log')}")

    def late():
        """Those that HAProxy holds to be down though nobody has scaled them to nothing, or made them fail."""
        servers, told = haproxy_servers(lab), {region: web(lab, region, do="status") for region in REGIONS}
        return [region for region in REGIONS if servers[("be", region)]["status"] != "UP" and told[region]["wanted"] and not any(
            told[region]["faults"].values())]

    if not processes.until(10, lambda: not late(), 0.03):
        raise Trouble(f"HAProxy holds the web service to be down: {', '.join(late())}")
