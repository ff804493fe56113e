"""Takes a backup of a region's database, restores it on the side and reads it. Nothing of it is left, however it ends."""
import os, shutil, signal, subprocess, time

import processes
from lab import PORTS, POSTGRESQL, Trouble
from postgresql import Server, forget_shared_memory

SETTINGS = {
    "listen_addresses": "", "max_connections": "10", "shared_buffers": "16MB", "autovacuum": "off", "dynamic_shared_memory_type": "mmap",
    "default_transaction_read_only": "on", "archive_mode": "off", "fsync": "off", "max_wal_senders": "0", "log_min_messages": "warning",
}


def remove(place):
    """Ends what works there, and takes it away; what still wrote when it was ended may have put something there meanwhile."""
    for pid in processes.within(place, below=True):
        processes.send(pid, signal.SIGKILL)
    processes.until(10, lambda: not processes.within(place, below=True))
    forget_shared_memory(f"{place}/data")
    shutil.rmtree(place, ignore_errors=True)


def verify(lab, region, deadline):
    """What the backup holds: rows and checksum of the orders, and its size in bytes. Whoever asks holds the region's lock."""
    lab.make("backups")
    place = lab.path("backups", region)
    remove(place)
    data = f"{place}/data"
    postmaster = None

    def left():
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise Trouble("there was not time enough")
        return seconds

    try:
        lab.make("backups", region)
        server = Server(lab, region)
        if not server.takes_connections():
            raise Trouble(f"PostgreSQL of {region} takes no connections")
        try:
            done = subprocess.run(
                [f"{POSTGRESQL}/pg_basebackup", "-D", data, "-h", server.sockets, "-p", str(PORTS["postgresql"]), "-U", "postgres", "-X",
                 "stream", "-c", "fast", "--no-sync", "-w"],
                cwd=place, env=lab.environment(), capture_output=True, text=True, timeout=left(), preexec_fn=processes.tied(),
                **lab.identity())
        except subprocess.TimeoutExpired:
            raise Trouble("pg_basebackup takes longer than there is time")
        if done.returncode:
            raise Trouble(f"pg_basebackup: {done.stderr.strip().splitlines()[-1]}")
        size = sum(os.lstat(os.path.join(folder, name)).st_size for folder, _, names in os.walk(data) for name in names)
        # Restored on its own: it replays the log that came with it to the end, and follows nobody.
        for name in ("standby.signal", "postgresql.auto.conf"):
            if os.path.exists(f"{data}/{name}"):
                os.unlink(f"{data}/{name}")
        lab.write(f"{place}/pg_hba.conf", "local all postgres trust\n")
        lab.write(f"{place}/restored.conf", "".join(f"{name} = '{value}'\n" for name, value in {
            **SETTINGS, "unix_socket_directories": place, "hba_file": f"{place}/pg_hba.conf"}.items()))
        with open(f"{place}/output", "w") as output:
            postmaster = subprocess.Popen(
                [f"{POSTGRESQL}/postgres", "-D", data, "-c", f"config_file={place}/restored.conf"], cwd=place, env=lab.environment(),
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=processes.tied(), **lab.identity())
        rows, checksum = read(place, postmaster, left)
        postmaster.send_signal(signal.SIGINT)
        postmaster.wait(timeout=max(1, left()))
        return rows, checksum, size
    finally:
        remove(place)
        if postmaster:
            postmaster.wait()


def read(place, postmaster, left):
    import psycopg2
    while True:
        try:
            connection = psycopg2.connect(host=place, port=5432, user="postgres", dbname="postgres", connect_timeout=2)
            break
        except psycopg2.OperationalError:
            if postmaster.poll() is not None:
                with open(f"{place}/output") as output:
                    said = output.read().strip().splitlines()
                raise Trouble(f"the restored server ended: {said[-1] if said else postmaster.returncode}")
            left()
            time.sleep(0.02)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"set statement_timeout = {int(left() * 1000) + 1}")
            cursor.execute("select count(*), coalesce(sum(hashtextextended(o::text, 0)::numeric), 0)::text from orders o")
            return cursor.fetchone()
    except psycopg2.Error as error:
        raise Trouble(f"the restored server: {str(error).strip().splitlines()[0]}")
    finally:
        connection.close()
