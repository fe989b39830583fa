"""The server as an engine sees it that knows nothing of Clear-Site-Data: a proxy that drops the
header. (A browser's own interception comes too late, and not by redirects.)"""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

NOT_PASSED_ON = {"clear-site-data", "connection", "transfer-encoding", "server", "date"}


@contextmanager
def without_clear_site_data(url: str, seen: list[tuple[str, int]] | None = None) -> Iterator[str]:
    """Stand before a server; gives the address to go to instead. `seen` gets each path asked for,
    and the bytes of its answer."""
    behind = urlsplit(url).netloc

    class Deaf(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            there = HTTPConnection(behind, timeout=60)
            there.request(self.command, self.path, body, dict(self.headers))
            reply = there.getresponse()
            content = reply.read()
            if seen is not None:  # with its first line and the ends of lines
                seen.append((self.path, len(content) + len(reply.msg.as_bytes()) + 40))
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in NOT_PASSED_ON:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
            there.close()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Deaf)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
