"""LAB_WAN=netns: each region in a network namespace of its own, on a bridge in the director's, which this machine is on too."""
import os, subprocess

from lab import REGIONS, Trouble, region_number

CLONE_NEWNET = 0x40000000


def namespace(lab, place):
    return f"lab-{lab.net}-{place}"


def outside(lab):
    """The interface of this machine on the laboratory's bridge; it ends with the director's namespace."""
    return f"lab-{lab.net}"


def ip(*words, may_fail=False):
    done = subprocess.run(["ip", *words], capture_output=True, text=True)
    if done.returncode and not may_fail:
        raise Trouble(f"ip {' '.join(words)}: {done.stderr.strip()}")
    return done


def exists(lab, place):
    return os.path.exists(f"/run/netns/{namespace(lab, place)}")


def build(lab):
    if lab.wan != "netns":
        return
    if os.path.exists(lab.path("run", "network")) and all(exists(lab, place) for place in ("director", *REGIONS)):
        return
    remove(lab)
    if f"{lab.net}." in ip("-4", "-o", "addr").stdout:
        raise Trouble(f"this machine has addresses in {lab.net} already: choose another LAB_NET")
    director = namespace(lab, "director")
    ip("netns", "add", director)
    ip("-n", director, "link", "set", "lo", "up")
    ip("-n", director, "link", "add", "bridge", "type", "bridge")
    ip("-n", director, "addr", "add", f"{lab.director}/16", "dev", "bridge")
    ip("-n", director, "link", "set", "bridge", "up")
    ip("link", "add", outside(lab), "type", "veth", "peer", "name", "outside", "netns", director)
    ip("addr", "add", f"{lab.net}.0.1/16", "dev", outside(lab))
    ip("link", "set", outside(lab), "up")
    ip("-n", director, "link", "set", "outside", "master", "bridge", "up")
    for region in REGIONS:
        own = namespace(lab, region)
        ip("netns", "add", own)
        ip("-n", own, "link", "set", "lo", "up")
        ip("-n", own, "link", "add", "wan", "type", "veth", "peer", "name", link(region), "netns", director)
        ip("-n", own, "addr", "add", f"{lab.address(region)}/16", "dev", "wan")
        ip("-n", own, "link", "set", "wan", "up")
        ip("-n", director, "link", "set", link(region), "master", "bridge", "up")
    lab.write("run/network", "whole\n")


def remove(lab):
    if lab.wan != "netns" or os.getuid() != 0:
        return
    ip("link", "del", outside(lab), may_fail=True)
    for place in (*REGIONS, "director"):
        if exists(lab, place):
            ip("netns", "del", namespace(lab, place))


def link(region):
    return f"region{region_number(region)}"


def cut(lab, region, is_cut):
    ip("-n", namespace(lab, "director"), "link", "set", link(region), "down" if is_cut else "up")


def entrance(lab, place):
    """What a process that is being started does to be in a region's network."""
    if lab.wan != "netns":
        return None
    import ctypes
    path, libc = f"/run/netns/{namespace(lab, place)}", ctypes.CDLL(None, use_errno=True)

    def enter():
        descriptor = os.open(path, os.O_RDONLY)
        if libc.setns(descriptor, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot enter {path}")
        os.close(descriptor)

    return enter
