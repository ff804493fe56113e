"""Who could write at each moment: asked beside each server, in its own network, and by clients that come through the director."""
import threading, time

import network
from clients import haproxy_servers
from lab import PORTS

EVERY = 0.1
PATIENCE = 400  # milliseconds


class Sampler:
    def __init__(self, lab, regions):
        self.lab, self.regions, self.over = lab, regions, threading.Event()
        self.beside = {region: [] for region in regions}  # (when, whether a client beside the server could write; None: no answer)
        self.taken = []  # (when, the server that has acknowledged a write which came through the director)
        self.refused = 0
        self.open = []  # (when, the regions whose servers the director leads to)
        self.threads = [threading.Thread(target=self.ask_beside, args=(region,), daemon=True) for region in regions]
        self.threads += [threading.Thread(target=work, daemon=True) for work in (self.ask_director, self.look_at_director)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join(5)

    def ask_beside(self, region):
        import psycopg2
        enter = network.entrance(self.lab, region)  # for this thread alone
        if enter:
            enter()
        connection = None
        while not self.over.wait(EVERY):
            asked = time.time()
            try:
                if connection is None:
                    connection = psycopg2.connect(
                        host=self.lab.address(region), port=PORTS["postgresql"], user="app", dbname="postgres", connect_timeout=2,
                        options=f"-c statement_timeout={PATIENCE}")
                    connection.autocommit = True
                with connection.cursor() as cursor:
                    # What is not rolled back would be a row that only one of two writers has.
                    cursor.execute("begin; insert into orders (writer, seq) values (6, 1)")
                    cursor.execute("rollback")
                self.beside[region].append((asked, True))
            except psycopg2.OperationalError:
                self.beside[region].append((asked, None))
                connection = None
            except psycopg2.Error:
                self.beside[region].append((asked, False))
                connection = None

    def ask_director(self):
        import psycopg2
        number = 0
        while not self.over.wait(EVERY):
            number += 1
            try:
                connection = psycopg2.connect(
                    host=self.lab.director, port=PORTS["haproxy_postgresql"], user="app", dbname="postgres", connect_timeout=2,
                    options=f"-c statement_timeout={PATIENCE} -c tcp_user_timeout=2000", tcp_user_timeout=2000)
                connection.autocommit = True
                with connection.cursor() as cursor:
                    cursor.execute("insert into orders (writer, seq) values (7, %s) returning current_setting('cluster_name')", (time.time_ns(),))
                    self.taken.append((time.time(), cursor.fetchone()[0]))
                connection.close()
            except psycopg2.Error:
                self.refused += 1

    def look_at_director(self):
        while not self.over.wait(EVERY):
            try:
                servers, now = haproxy_servers(self.lab), time.time()
            except OSError:
                continue
            self.open.append((now, {
                region for region in self.regions if not servers[("pg", region)]["status"].startswith("MAINT")}))

    # What it comes to

    def could_write(self, region, when, within=0.3):
        return any(value for asked, value in self.beside[region] if abs(asked - when) <= within)

    def two_writers(self):
        """Moments at which clients could have reached two servers that take writes."""
        return [when for when, regions in self.open if sum(self.could_write(region, when) for region in regions) > 1]

    def two_beside(self):
        """Moments at which two servers would have taken a write of somebody beside them, whoever is led there."""
        return [when for when, _ in self.open if all(self.could_write(region, when) for region in self.regions)]

    def turns(self):
        """[server, writes] in the order in which they were taken."""
        turns = []
        for _, server in self.taken:
            if not turns or turns[-1][0] != server:
                turns.append([server, 0])
            turns[-1][1] += 1
        return turns

    def words(self):
        beside = ", ".join(f"{region} {len(found)} times" for region, found in self.beside.items())
        yield (f"asked beside the servers: {beside}; through the director: {len(self.taken)} writes taken, {self.refused} not; "
               f"looks at the director: {len(self.open)}")
        yield "writes through the director were taken by " + ", then ".join(f"{server} ({count})" for server, count in self.turns())
        yield (f"moments with two writers that clients could reach: {len(self.two_writers())};"
               f" with two servers that take writes beside them: {len(self.two_beside())}")
