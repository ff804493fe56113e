"""What the logs of a load say about a stretch of time, and whether the database still has what it has acknowledged."""
import collections

from lab import PORTS


def lines(path):
    try:
        with open(path) as file:
            for line in file:
                if line.endswith("\n"):
                    yield line.split(maxsplit=4)
    except FileNotFoundError:
        return


def share(values, part):
    return round(values[min(len(values) - 1, int(len(values) * part))], 2) if values else None


def requests(path, since, until):
    times, regions, failures = [], collections.Counter(), collections.Counter()
    for due, milliseconds, region, result in (words[:4] for words in lines(path)):
        if since <= float(due) <= until:
            times.append(float(milliseconds))
            regions[region] += 1
            if result != "200":
                failures[result] += 1
    times.sort()
    return {
        "requests": len(times), "failed": sum(failures.values()), "why": dict(failures), "regions": dict(regions),
        "p50_ms": share(times, 0.5), "p99_ms": share(times, 0.99), "slowest_ms": share(times, 1)}


def writes(path, since, until):
    acknowledged, numbers, errors, slowest, ended = [], {}, collections.Counter(), 0.0, None
    before = after = None
    for words in lines(path):
        at = float(words[1])
        if words[0] == "S":
            ended = at
        elif at < since:
            before = at if words[0] == "A" else before
        elif at > until:
            after = after or (at if words[0] == "A" else None)
        elif words[0] == "E":
            errors[" ".join(words[3:])] += 1
        else:
            acknowledged.append(at)
            low, high = numbers.get(int(words[2]), (int(words[3]), 0))
            numbers[int(words[2])] = (min(low, int(words[3])), max(high, int(words[3])))
            slowest = max(slowest, float(words[4]))
    # A stretch without a commit may begin before what is looked at, or end after it.
    acknowledged.sort()
    edges = [moment for moment in (before, *acknowledged, after or (ended if ended and ended <= until else None)) if moment is not None]
    longest = max(((later - earlier, earlier) for earlier, later in zip(edges, edges[1:])), default=(0, None))
    return numbers, {
        "acknowledged": len(acknowledged), "write_errors": sum(errors.values()), "write_error_kinds": dict(errors.most_common(5)),
        "longest_without_commit_ms": round(longest[0] * 1000, 1), "longest_began": longest[1], "slowest_commit_ms": round(slowest, 1)}


def lost(lab, numbers, patience=15, source=None):
    """Rows that were acknowledged and that the writer of the moment does not have; each writer's numbers have no holes."""
    import psycopg2
    connection = psycopg2.connect(source or f"host={lab.director} port={PORTS['pgbouncer']} user=app dbname=app connect_timeout={patience}")
    try:
        connection.autocommit = True
        missing = []
        with connection.cursor() as cursor:
            for writer, (low, high) in numbers.items():
                cursor.execute(
                    "select n from generate_series(%s::bigint, %s::bigint) n where not exists"
                    " (select from orders where writer = %s and seq = n)", (low, high, writer))
                missing += [(writer, number) for (number,) in cursor.fetchall()]
        return missing
    finally:
        connection.close()


def report(lab, since=0.0, until=float("inf")):
    import psycopg2
    told = requests(lab.path("load/requests.log"), since, until)
    numbers, written = writes(lab.path("load/writes.log"), since, until)
    told.update(written)
    try:
        missing = lost(lab, numbers)
        told["lost"], told["lost_rows"] = len(missing), [list(row) for row in missing[:10]]
    except psycopg2.Error as error:
        told["lost"], told["lost_rows"] = None, []
        told["not_verified"] = str(error).strip().splitlines()[0]
    return told


def words(told):
    regions = ", ".join(f"{region} {100 * count / told['requests']:.1f}%" for region, count in sorted(
        told["regions"].items(), key=lambda entry: -entry[1]))
    yield f"requests   {told['requests']}, failed {told['failed']}" + "".join(f", {why} {count}" for why, count in told["why"].items())
    if told["requests"]:
        yield f"           {regions}"
        yield f"           half within {told['p50_ms']} ms, 99% within {told['p99_ms']} ms, slowest {told['slowest_ms']} ms"
    yield f"commits    {told['acknowledged']}, errors that were tried again {told['write_errors']}"
    for kind, count in told["write_error_kinds"].items():
        yield f"           {count} {kind[:60]}"
    yield f"           longest time without one {told['longest_without_commit_ms']} ms, slowest {told['slowest_commit_ms']} ms"
    yield "lost       " + (f"not known: {told['not_verified']}" if told["lost"] is None else f"{told['lost']} acknowledged rows") + (
        f", such as {told['lost_rows'][:3]}" if told["lost_rows"] else "")
