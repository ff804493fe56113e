"""What the workers of one web service count and obey, in one file that all of them have mapped.

Every worker has a slot of its own to count in, so nothing needs a lock; the faults are for all.
"""
import mmap, struct

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
SLOTS = 32
FIELDS = 3 + len(BOUNDS) + 1  # requests, errors, microseconds, and the histogram
FAULTS = struct.Struct("ddd")  # share of errors, seconds of delay, whether it is down
HEADER = 64


class Counters:
    def __init__(self, path):
        size = HEADER + SLOTS * FIELDS * 8
        with open(path, "a+b") as file:
            file.truncate(size)
            self.map = mmap.mmap(file.fileno(), size)
        self.words = memoryview(self.map)[HEADER:].cast("Q")

    def count(self, slot, seconds, failed):
        at, words = slot * FIELDS, self.words
        words[at] += 1
        words[at + 1] += failed
        words[at + 2] += int(seconds * 1_000_000)
        words[at + 3 + next((i for i, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))] += 1

    def total(self):
        return [sum(self.words[field::FIELDS]) for field in range(FIELDS)]

    def faults(self):
        return FAULTS.unpack_from(self.map)

    def set_faults(self, errors, delay, down):
        FAULTS.pack_into(self.map, 0, errors, delay, down)

    def text(self, region, workers):
        """In the format of Prometheus."""
        total, label = self.total(), f'region="{region}"'
        lines = [
            "# TYPE web_requests_total counter", f"web_requests_total{{{label}}} {total[0]}",
            "# TYPE web_errors_total counter", f"web_errors_total{{{label}}} {total[1]}",
            "# TYPE web_workers gauge", f"web_workers{{{label}}} {workers}",
            "# TYPE web_request_duration_seconds histogram"]
        reached = 0
        for bound, count in zip((*BOUNDS, "+Inf"), total[3:]):
            reached += count
            lines.append(f'web_request_duration_seconds_bucket{{{label},le="{bound}"}} {reached}')
        lines += [f"web_request_duration_seconds_sum{{{label}}} {total[2] / 1e6}", f"web_request_duration_seconds_count{{{label}}} {reached}"]
        return "\n".join(lines) + "\n"
