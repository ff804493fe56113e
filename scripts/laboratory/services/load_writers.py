"""Writers of numbered rows: load_writers.py CONNECTION WRITERS PERIOD-MS LOG, until SIGTERM. CONNECTION is as libpq takes it.

Each commits its numbers in order, and after an error the same number again, until it is acknowledged. Lines of the log:
A time writer number milliseconds   acknowledged, so long after the first try
E time writer text                  an error; the row is tried again
S time                              the end
"""
import signal, sys, threading, time

import psycopg2

source, count, period, log = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) / 1000, open(sys.argv[4], "a", 1 << 16)
over = threading.Event()
first = int(time.time()) % 10_000_000 * 100  # no writer of another run has this number


def tell(line):
    log.write(line + "\n")


def write(writer):
    number, connection, due = 0, None, time.time()
    while not over.is_set():
        number += 1
        began = time.time()
        while True:
            try:
                if connection is None:
                    connection = psycopg2.connect(source)
                    connection.autocommit = True
                with connection.cursor() as cursor:
                    cursor.execute("insert into orders (writer, seq, pad) values (%s, %s, repeat('x', 200))", (writer, number))
                break
            except psycopg2.errors.UniqueViolation:
                break  # an earlier try was committed, and its acknowledgement lost
            except psycopg2.Error as error:
                tell(f"E {time.time():.4f} {writer} {str(error).strip().splitlines()[0][:120]}")
                if connection:
                    connection.close()
                connection = None
                if over.wait(0.003) and time.time() > ended + 5:
                    return
        now = time.time()
        tell(f"A {now:.4f} {writer} {number} {(now - began) * 1000:.2f}")
        due = max(due + period, now - 0.05)
        over.wait(max(0, due - time.time()))


def stop(*_):
    global ended
    ended = time.time()
    over.set()


signal.signal(signal.SIGTERM, stop)
threads = [threading.Thread(target=write, args=(first + number,)) for number in range(count)]
for thread in threads:
    thread.start()
while not over.wait(0.1):
    log.flush()
for thread in threads:
    thread.join()
tell(f"S {time.time():.4f}")
log.close()
