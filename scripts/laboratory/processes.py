"""The processes of a laboratory: each notes its number and when it began, before it becomes what it is to be.

So a process is ended only if it is the one that was started, also when its number has been used again, and none is
forgotten when whoever starts it is killed at any moment.
"""
import os, signal, subprocess, time

from lab import POSTGRESQL, Trouble

PR_SET_PDEATHSIG = 1


def began(pid):
    """When a process began, in the kernel's own units; nothing when it is gone or only waits to be forgotten."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            words = file.read().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return None
    return None if words[0] in "ZX" else words[19]


def state(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return None


def note(lab, name):
    return lab.path("processes", name)


def find(lab, name):
    """The number of a process that was started under this name and still runs."""
    try:
        with open(note(lab, name)) as file:
            pid, then = file.read().split()
    except (OSError, ValueError):
        return None
    return int(pid) if began(pid) == then else None


def names(lab):
    try:
        return sorted(name for name in os.listdir(lab.path("processes")) if not name.endswith(".new"))
    except FileNotFoundError:
        return []


def start(lab, name, command, directory, network=None, environment=None):
    """Starts a daemon unless it runs, in a session of its own; its log is in log/."""
    if find(lab, name):
        return
    becoming = note(lab, name)

    def prepare():
        os.setsid()
        with open(becoming + ".new", "w") as file:
            file.write(f"{os.getpid()} {began(os.getpid())}")
        os.replace(becoming + ".new", becoming)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        if network:
            network()
        if lab.drops:
            os.setgroups([])
            os.setgid(lab.user.pw_gid)
            os.setuid(lab.user.pw_uid)

    path = lab.path("log", name)
    with open(path, "a") as log:
        lab.own(path)
        subprocess.Popen(
            command, cwd=directory, env={**lab.environment(), **(environment or {})}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=prepare)


def tied():
    """For subprocess: what is started ends at once with whoever has started it, however that ends."""
    import ctypes
    parent, prctl = os.getpid(), ctypes.CDLL(None).prctl

    def tie():
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def within(directory, below=False):
    """Every program of PostgreSQL that works in a directory, or in one below it."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            place = os.readlink(f"/proc/{pid}/cwd")
            if (place == directory or below and place.startswith(directory + "/")) and os.readlink(f"/proc/{pid}/exe").startswith(POSTGRESQL):
                found.append(int(pid))
        except OSError:
            pass
    return found


def send(pid, what):
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        pass


def until(seconds, condition, every=0.01):
    """Waits for a condition; whether it came."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            return None
        time.sleep(every)
    return value


def end(lab, wanted, how=signal.SIGTERM, patience=10):
    """Ends processes by name, by force when they do not obey."""
    running = [(name, pid) for name in wanted if (pid := find(lab, name))]
    for _, pid in running:
        send(pid, how)
        send(pid, signal.SIGCONT)
    if not until(patience, lambda: not any(find(lab, name) == pid for name, pid in running)):
        for name, pid in running:
            if find(lab, name) == pid:
                send(pid, signal.SIGKILL)
        if not until(5, lambda: not any(find(lab, name) == pid for name, pid in running)):
            raise Trouble("still running: " + ", ".join(name for name, pid in running if find(lab, name) == pid))
    for name in wanted:
        try:
            os.unlink(note(lab, name))
        except FileNotFoundError:
            pass


def last_words(lab, name, lines=3):
    try:
        with open(lab.path("log", name), errors="replace") as file:
            return " / ".join(line.strip() for line in file.readlines()[-lines:])
    except OSError:
        return ""
