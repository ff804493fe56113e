#!/usr/bin/env python3
"""A web service behind the http_action adapter, on the port that is named first. It does each key once."""
import http.server, json, sys

REGIONS, done = {"east", "west"}, {}


def act(asked):
    if asked["do"] == "notify":
        return 202, {}
    if asked["action"] != "backup.verify" or asked["arguments"]["region"] not in REGIONS:
        return 422, {"detail": "nothing of the kind"}
    return 200, {"outcome": "done", "detail": "the latest backup was restored and queried"}


class Hooks(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(405, {})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["Idempotency-Key"]
        if key not in done or asked["do"] == "notify":
            done[key] = act(asked)
        self.answer(*done[key])

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Hooks).serve_forever()
