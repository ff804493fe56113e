#!/usr/bin/env python3
"""Regions behind the process adapter: what each is scaled to is kept in the file that is named first."""
import json, os, sys

path, asked = sys.argv[1], json.load(sys.stdin)
state = json.load(open(path)) if os.path.exists(path) else {"east": {"api": 100}, "west": {"api": 60}}


def scale():
    state[asked["region"]].update(asked["services"])
    with open(path + ".new", "w") as file:
        json.dump(state, file)
    os.replace(path + ".new", path)
    return {"outcome": "done"}


def act():
    if asked["action"] == "backup.verify" and asked["arguments"]["region"] in state:
        return {"outcome": "done", "detail": "the latest backup was restored and queried"}
    return {"outcome": "not_done", "failure": "invalid", "detail": "nothing of the kind"}


answers = {
    "check": lambda: {"findings": [{"weight": "sound", "sentence": f"{path} is where state is kept"}]},
    "observe": lambda: {"regions": {region: {"reachable": True, "services": {
        name: {"serving": True, "capacity": share} for name, share in services.items()}} for region, services in state.items()}},
    "measure": lambda: {"measurements": [
        {"value": 0.25} if query["metric"] == "load" else None for query in asked["queries"]]},
    "scale": scale, "act": act, "notify": lambda: {"outcome": "done"},
}
json.dump(answers[asked["do"]](), sys.stdout)
