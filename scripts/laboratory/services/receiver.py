"""Takes webhooks: receiver.py ADDRESS PORT DIRECTORY. Bodies become files, one for each Idempotency-Key; attempts.log has every one."""
import http.server, json, os, re, sys, time

address, port, directory = sys.argv[1], int(sys.argv[2]), sys.argv[3]


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = self.headers.get("Idempotency-Key") or f"none-{time.time_ns()}"
        name = re.sub(r"[^A-Za-z0-9._-]", "_", key)[:120]
        path = f"{directory}/{name}.json"
        repeated = os.path.exists(path)
        if not repeated:
            with open(path + ".new", "wb") as file:
                file.write(body)
            os.replace(path + ".new", path)
        with open(f"{directory}/attempts.log", "a") as log:
            log.write(json.dumps({"at": time.time(), "path": self.path, "key": key, "repeated": repeated, "bytes": len(body)}) + "\n")
        self.answer(200, {"key": key, "repeated": repeated})

    def do_GET(self):
        self.answer(200, {"kept": len([name for name in os.listdir(directory) if name.endswith(".json")])})

    def answer(self, code, told):
        body = json.dumps(told).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer((address, port), Receiver).serve_forever()
