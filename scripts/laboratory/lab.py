"""What a laboratory is: its names, addresses, ports, directories and users. Everything follows from LAB_DIR and LAB_NET."""
import json, os, pwd, re, shutil, sys

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1")
WORKERS = 5  # of the web service, at 100% capacity
START_WORKERS = dict(zip(REGIONS, (5, 3, 2, 1)))
WORKER_MAXIMUM = 200  # requests a second that one worker is declared to bear
SERVICE = "checkout_api"
PORTS = {
    "postgresql": 5432, "redis": 6379, "web": 8080, "patroni_postgresql": 5433, "patroni": 8008, "etcd": 2379, "etcd_peers": 2380,
    "haproxy_web": 8000, "haproxy_postgresql": 5000, "haproxy_redis": 6380, "haproxy_patroni": 5001, "haproxy_statistics": 8404, "haproxy_runtime": 9999,
    "pgbouncer": 6432, "dns": 5300, "powerdns": 8081, "prometheus": 9090, "blackbox": 9115, "receiver": 9095, "aws": 5555,
}
POSTGRESQL = "/usr/lib/postgresql/15/bin"
PYTHON = "/usr/bin/python3"
ROOM = 2 << 30  # bytes that /dev/shm has to have free to be used


class Trouble(Exception):
    """What keeps a command from doing its work, in words."""


class NotDone(Exception):
    """Nothing was changed, and nothing will be."""

    def __init__(self, failure, detail):
        super().__init__(detail)
        self.failure = failure


class InDoubt(Exception):
    """Time is over; what was begun can be repeated."""


def default_directory():
    try:
        roomy = os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free >= ROOM
    except OSError:
        roomy = False
    there, other = "/dev/shm/switchyard-lab", "/tmp/switchyard-lab"
    return other if os.path.exists(f"{other}/lab.json") or not (roomy or os.path.exists(f"{there}/lab.json")) else there


def aws_environment():
    """Where the stand-in for AWS is installed: outside of the data, since installing takes long."""
    return os.environ.get("LAB_VENV") or f"/var/tmp/switchyard-lab-aws-{os.getuid()}"


class Lab:
    """One laboratory, as LAB_DIR, LAB_NET and LAB_WAN say or as its lab.json says once it is there."""

    def __init__(self, directory=None):
        self.directory = os.path.abspath(directory or os.environ.get("LAB_DIR") or default_directory())
        self.known = {}
        try:
            with open(self.file) as file:
                self.known = json.load(file)
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            raise Trouble(f"{self.file} cannot be read: {error}")
        wan = os.environ.get("LAB_WAN") or self.known.get("wan", "direct")
        if wan not in ("direct", "netns"):
            raise Trouble(f"LAB_WAN is direct or netns, not {wan}")
        self.wan = self.known.get("wan", wan)
        net = os.environ.get("LAB_NET") if not directory else None
        self.net = self.known.get("net") or net or ("10.77" if self.wan == "netns" else "127.77")
        self.user = pwd.getpwuid(self.known["uid"]) if self.known else self.chosen_user()

    @staticmethod
    def chosen_user():
        """Who the daemons run as: never root."""
        try:
            return pwd.getpwnam("postgres") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        except KeyError:
            raise Trouble("there is no user postgres yet: scripts/setup --laboratory" if os.getuid() == 0 else "this user has no name in the system")

    def check(self):
        """Refuses what cannot become a laboratory, before anything is touched."""
        if not re.fullmatch(r"\d{1,3}\.\d{1,3}", self.net) or any(int(part) > 255 for part in self.net.split(".")):
            raise Trouble(f"LAB_NET is the first two numbers of an address, not {self.net}")
        if self.wan == "direct" and not self.net.startswith("127."):
            raise Trouble(f"without LAB_WAN=netns the addresses have to be of this machine: LAB_NET=127.N, not {self.net}")
        if self.wan == "netns" and os.getuid() != 0:
            raise Trouble("LAB_WAN=netns needs root")
        for name, now in (("LAB_NET", self.net), ("LAB_WAN", self.wan)):
            asked = os.environ.get(name)
            if asked and asked != now:
                raise Trouble(f"the laboratory in {self.directory} has {name}={now}, not {asked}: take it down first")
        if len(self.directory) > 64:
            raise Trouble(f"LAB_DIR is too long for the sockets in it, at most 64 characters: {self.directory}")
        if re.search(r"[^A-Za-z0-9._/-]", self.directory):
            raise Trouble(f"LAB_DIR is written into many configuration files: letters, digits, '.', '_' and '-' only, not {self.directory}")
        if os.path.islink(self.directory) or os.path.exists(self.directory) and (
                not os.path.isdir(self.directory) or os.stat(self.directory).st_uid not in (os.getuid(), self.user.pw_uid)
                or os.listdir(self.directory) and not self.known):
            raise Trouble(f"{self.directory} is there and is no laboratory of ours")

    def present(self):
        """Refuses to go on without a laboratory that this user may use."""
        if not self.known:
            raise Trouble(f"there is no laboratory in {self.directory}")
        if os.getuid() not in (0, self.user.pw_uid):
            raise Trouble(f"the laboratory in {self.directory} belongs to {self.user.pw_name}")
        return self

    # Where things are

    @property
    def file(self):
        return f"{self.directory}/lab.json"

    def path(self, *parts):
        return os.path.join(self.directory, *parts)

    def secret(self, name):
        with open(self.path("secrets", name)) as file:
            return file.read().strip()

    def address(self, region):
        return f"{self.net}.{REGIONS.index(region) + 1}.1" if region in REGIONS else self.director

    @property
    def director(self):
        return f"{self.net}.0.10"

    @property
    def clients(self):
        """From where the laboratory is used: on the loopback everybody is 127.0.0.1."""
        return "127.0.0.0/8" if self.wan == "direct" else f"{self.net}.0.0/16"

    def place(self, service):
        return self.director, PORTS[service]

    def url(self, service, path=""):
        return f"http://{self.director}:{PORTS[service]}{path}"

    # Who does things

    @property
    def drops(self):
        """Whether a process has to be told to run as the laboratory's user."""
        return os.getuid() == 0 and self.user.pw_uid != 0

    def own(self, path):
        if self.drops:
            os.chown(path, self.user.pw_uid, self.user.pw_gid, follow_symlinks=False)

    def make(self, *parts, mode=0o700):
        """A directory of the laboratory's user."""
        path = self.path(*parts)
        if not os.path.isdir(path):
            os.makedirs(path, mode=mode, exist_ok=True)
            self.own(path)
        return path

    def write(self, path, text, mode=0o600):
        """A file of the laboratory's user, replaced at once and never half there."""
        path = self.path(path)
        with open(os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
            file.write(text)
        os.chmod(path + ".new", mode)
        self.own(path + ".new")
        os.replace(path + ".new", path)
        return path

    def environment(self):
        return {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": self.directory, "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1", "PGPASSFILE": self.path("secrets/pgpass"), "TMPDIR": self.path("run")}

    def identity(self):
        """For subprocess: run as the laboratory's user."""
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.drops else {}


def region_number(region):
    return REGIONS.index(region) + 1


def known_region(region):
    if region not in REGIONS:
        raise Trouble(f"the regions are {', '.join(REGIONS)}, not {region}")
    return region


def guarded(main):
    """Runs a command; trouble is one line and exit code 1."""
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {trouble}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
