"""A mail server and a web server that take down what they are sent: python3 notice_servers.py FOLDER
[CERTIFICATE KEY]. With a certificate the mail server wants STARTTLS, and a login: dinding, rahasia-surat.
FOLDER/ports holds "MAIL WEB" once both listen; mails are FOLDER/mail-N (envelope first), requests FOLDER/web-N.
A POST to /refuse is answered 500, to /elsewhere 302, to /slow never."""
import http.server
import itertools
import os
import ssl
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

folder = Path(sys.argv[1])


def keep(name, text):
    part = folder / (name + ".part")
    part.write_bytes(text)
    os.replace(part, folder / name)


class Mails:
    numbers = itertools.count()

    async def handle_DATA(self, server, session, envelope):
        who = f"FROM {envelope.mail_from}\nTO {' '.join(envelope.rcpt_tos)}\nTLS {session.ssl is not None}\n\n"
        keep(f"mail-{next(self.numbers)}", who.encode() + envelope.content)
        return "250 taken"


def knows(server, session, envelope, mechanism, data):
    good = (data.login, data.password) == (b"dinding", b"rahasia-surat")
    return AuthResult(success=good, handled=good)  # not handled: it says 535


class Requests(http.server.BaseHTTPRequestHandler):
    numbers = itertools.count()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        keep(f"web-{next(self.numbers)}", f"{self.path}\n{self.headers}".encode() + body)
        if self.path == "/slow":
            time.sleep(60)
        self.send_response({"/refuse": 500, "/elsewhere": 302}.get(self.path, 204))
        if self.path == "/elsewhere":
            self.send_header("Location", "/here")
        self.end_headers()

    def log_message(self, *words):
        pass


options = {}
if len(sys.argv) > 2:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    options = {"tls_context": context, "require_starttls": True, "authenticator": knows, "auth_required": True}
web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Requests)
threading.Thread(target=web.serve_forever, daemon=True).start()
for port in itertools.count(20000 + os.getpid() % 20000):
    try:
        mail = Controller(Mails(), hostname="127.0.0.1", port=port, **options)
        mail.start()
        break
    except OSError:
        continue
keep("ports", f"{port} {web.server_port}".encode())
threading.Event().wait()
