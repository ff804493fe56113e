"""The configuration of the director's servers and of Redis, written for one laboratory."""
import os, secrets

from lab import PORTS, REGIONS


def write_secrets(lab):
    lab.make("secrets")
    for name in ("postgres", "redis", "powerdns"):
        if not os.path.exists(lab.path("secrets", name)):
            lab.write(f"secrets/{name}", secrets.token_hex(16) + "\n")
    password = lab.secret("postgres")
    lab.write("secrets/pgpass", f"*:*:*:switchyard:{password}\n*:*:*:replicator:{password}\n")


HAPROXY = """\
global
  stats socket {run}/haproxy mode 600 level admin
  stats socket ipv4@{director}:{haproxy_runtime} level admin
  nbthread 1
  maxconn 4000
defaults
  mode http
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response response-timeout
  timeout connect 300ms
  timeout client 60s
  timeout server 2s
  timeout queue 1s
  timeout http-keep-alive 30s

frontend web
  bind {director}:{haproxy_web}
  default_backend be
backend be
  balance roundrobin
  option httpchk GET /healthz
  http-request disable-l7-retry unless METH_GET
  default-server check inter 250ms fastinter 100ms fall 2 rise 2 observe layer7 error-limit 5 on-error mark-down on-marked-down shutdown-sessions
{web_servers}

# Only the server that is the writer is ready.
listen pg
  bind {director}:{haproxy_postgresql}
  mode tcp
  timeout client 1h
  timeout server 1h
{database_servers}
# The same for Redis.
listen sessions
  bind {director}:{haproxy_redis}
  mode tcp
  timeout client 1h
  timeout server 1h
{redis_servers}

frontend statistics
  bind {director}:{haproxy_statistics}
  http-request use-service prometheus-exporter if {{ path /metrics }}
  stats enable
  stats uri /stats
"""
HAPROXY_PATRONI = """
# The other cluster: Patroni says itself who is its primary.
listen patroni
  bind {director}:{haproxy_patroni}
  mode tcp
  timeout client 1h
  timeout server 1h
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions check port {patroni}
{patroni_servers}
"""
PGBOUNCER = """\
[databases]
app = host={director} port={haproxy_postgresql} dbname=postgres user=app
[pgbouncer]
listen_addr = {director}
listen_port = {pgbouncer}
unix_socket_dir =
auth_type = any
admin_users = admin
pool_mode = transaction
default_pool_size = 20
server_login_retry = 0.05
query_wait_timeout = 30
ignore_startup_parameters = extra_float_digits
"""
POWERDNS = """\
launch=gsqlite3
gsqlite3-database={directory}/powerdns.sqlite3
local-address={director}
local-port={dns}
socket-dir={run}
api=yes
api-key={key}
webserver=yes
webserver-address={director}
webserver-port={powerdns}
webserver-allow-from={clients}
enable-lua-records=yes
lua-health-checks-interval=1
cache-ttl=0
query-cache-ttl=0
negquery-cache-ttl=0
zone-cache-refresh-interval=0
security-poll-suffix=
daemon=no
guardian=no
disable-syslog=yes
"""
PROMETHEUS = """\
global: {{scrape_interval: 1s, scrape_timeout: 900ms, evaluation_interval: 1s}}
scrape_configs:
  - {{job_name: haproxy, static_configs: [{{targets: ['{director}:{haproxy_statistics}']}}]}}
  - job_name: web
    static_configs:
{web_targets}
  - job_name: probe
    metrics_path: /probe
    params: {{module: [web]}}
    static_configs:
{probe_targets}
    relabel_configs:
      - {{source_labels: [__address__], target_label: __param_target}}
      - {{target_label: __address__, replacement: '{director}:{blackbox}'}}
"""
BLACKBOX = "modules: {web: {prober: http, timeout: 800ms, http: {preferred_ip_protocol: ip4}}}\n"
REDIS = """\
bind {address}
port {redis}
dir {home}
requirepass {password}
masterauth {password}
save ""
appendonly no
repl-diskless-sync-delay 0
repl-ping-replica-period 1
repl-timeout 5
repl-backlog-size 16mb
replica-announce-ip {address}
{replicaof}
"""


def lines(template):
    return "\n".join(template(region) for region in REGIONS)


def servers_of(lab, port, writer):
    return lines(lambda region: f"  server {region} {lab.address(region)}:{PORTS[port]}{'' if region == writer else ' disabled'}")


def write_director(lab, writer, primary, patroni):
    names = {
        **PORTS, "director": lab.director, "clients": lab.clients, "run": lab.path("run"), "directory": lab.path("director"),
        "key": lab.secret("powerdns"),
        "web_servers": lines(lambda region: f"  server {region} {lab.address(region)}:{PORTS['web']} weight 100"),
        "database_servers": servers_of(lab, "postgresql", writer),
        "redis_servers": servers_of(lab, "redis", primary),
        "patroni_servers": lines(lambda region: f"  server {region} {lab.address(region)}:{PORTS['patroni_postgresql']}"),
        "web_targets": lines(lambda region: f"      - {{targets: ['{lab.address(region)}:{PORTS['web']}'], labels: {{region: {region}}}}}"),
        "probe_targets": lines(lambda region: (
            f"      - {{targets: ['http://{lab.address(region)}:{PORTS['web']}/'], labels: {{region: {region}}}}}")),
    }
    lab.make("director")
    lab.make("run")
    lab.write("director/haproxy.cfg", (HAPROXY + (HAPROXY_PATRONI if patroni else "")).format(**names))
    lab.write("director/pgbouncer.ini", PGBOUNCER.format(**names))
    lab.write("director/pdns.conf", POWERDNS.format(**names))
    lab.write("director/prometheus.yml", PROMETHEUS.format(**names))
    lab.write("director/blackbox.yml", BLACKBOX)


def write_redis(lab, region, primary):
    home = lab.make(region, "redis")
    lab.write(f"{region}/redis/redis.conf", REDIS.format(
        **PORTS, address=lab.address(region), home=home, password=lab.secret("redis"),
        replicaof="" if region == primary else f"replicaof {lab.address(primary)} {PORTS['redis']}"))

