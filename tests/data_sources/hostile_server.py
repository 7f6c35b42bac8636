#!/usr/bin/env python3
"""A web server with every bad habit a data source can have, for the tests of engine/data.

Listens on all of 127.0.0.0/8, prints its port, and serves until it is killed. The path says how it
behaves; /count answers how many connections there were before that one.
"""
import socket
import struct
import threading
import time
import zlib

connections = 0


def answer(body, status="200 OK", headers=""):
    if isinstance(body, str):
        body = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"
    return head.encode() + body


def endless(client, head, chunk):
    client.sendall(head.encode())
    while True:
        client.sendall(chunk())


def redirect(to):
    return answer("", "302 Found", f"Location: {to}\r\n")


def gzip_bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\0" * (1 << 22)

    def chunk():
        packed = b""
        while not packed:
            packed = packer.compress(zeros)
        return packed

    return chunk


def serve(client, port):
    head = b""
    while b"\r\n\r\n" not in head:
        more = client.recv(4096)
        if not more:
            return
        head += more
    path = head.split(b" ")[1].decode()
    if path.startswith("http://"):  # asked as a proxy
        path = "/proxied/" + path[len("http://"):]
    fields = {}
    for line in head.decode("latin-1").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        fields[name.lower()] = value.strip()
    json_type = "Content-Type: application/json\r\n"

    if path == "/good":
        if fields.get("if-none-match") == '"a"':
            client.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nConnection: close\r\n\r\n')
        else:
            client.sendall(answer('{"n": 1}', headers=json_type + 'ETag: "a"\r\n'))
    elif path == "/dated":
        client.sendall(answer("[1]", headers="Last-Modified: Sat, 31 Oct 2026 01:30:00 GMT\r\n"))
    elif path == "/cp1252":
        client.sendall(
            answer(b"a;b\n\x96;\xe9\n", headers="Content-Type: text/csv; charset=windows-1252\r\n"))
    elif path == "/coding":  # there is no such coding
        client.sendall(answer("[2]", headers="Content-Encoding: utf-8\r\n"))
    elif path.startswith("/proxied/"):
        client.sendall(answer('{"asked": "%s"}' % path[len("/proxied/"):], headers=json_type))
    elif path == "/csv":
        client.sendall(answer("a;b\n1;x\n", headers="Content-Type: text/csv; charset=utf-8\r\n"))
    elif path == "/count":
        client.sendall(answer(str(connections - 1)))
    elif path == "/echo":
        client.sendall(answer('{"sent": "%s"}' % fields.get("authorization", "nothing")))
    elif path == "/hang":
        time.sleep(3600)
    elif path == "/drip":
        endless(client, "HTTP/1.1 200 OK\r\n\r\n[", lambda: time.sleep(0.05) or b" ")
    elif path == "/drip-head":
        endless(client, "HTTP/1.1 200 OK\r\n", lambda: time.sleep(0.05) or b"X-A: b\r\n")
    elif path == "/endless":
        endless(client, "HTTP/1.1 200 OK\r\n\r\n", lambda: b"x" * 65536)
    elif path == "/huge":  # says beforehand that it is 10 GB
        endless(client, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n",
                lambda: b"x" * 65536)
    elif path == "/endless-head":
        endless(client, "HTTP/1.1 200 OK\r\n", lambda: b"X-A: " + b"b" * 65536)
    elif path == "/gzip":
        endless(client, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip_bomb())
    elif path == "/bad-gzip":
        client.sendall(answer("no gzip", headers="Content-Encoding: gzip\r\n"))
    elif path == "/rst":
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    elif path == "/cut":
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,")
    elif path == "/no-http":
        client.sendall(b"\x00\x01\x02 nothing of the kind\r\n\r\n")
    elif path == "/html":
        client.sendall(answer("<html>please log in</html>", headers="Content-Type: text/html\r\n"))
    elif path == "/nan":
        client.sendall(answer('{"a": NaN, "b": [Infinity, 1e999]}', headers=json_type))
    elif path == "/latin1":
        client.sendall(answer(b'{"a": "caf\xe9"}', headers=json_type))
    elif path == "/deep":
        client.sendall(answer("[" * 10000, headers=json_type))
    elif path == "/empty":
        client.sendall(answer("", headers=json_type))
    elif path == "/secret":
        good = fields.get("authorization") in ("Basic dTpodW50ZXIy", "Bearer hunter2")
        client.sendall(answer("[1]") if good else
                       answer("", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"\r\n'))
    elif path == "/loop":
        client.sendall(redirect("/loop"))
    elif path.startswith("/hops/"):
        left = int(path[6:])
        client.sendall(redirect(f"/hops/{left - 1}") if left else answer("[7]"))
    elif path == "/to-file":
        client.sendall(redirect("file:///etc/passwd"))
    elif path == "/to-loopback":
        client.sendall(redirect(f"http://127.0.0.1:{port}/good"))
    elif path == "/to-other-echo":
        client.sendall(redirect(f"http://127.0.0.3:{port}/echo"))
    else:
        status = path[1:] if path[1:].isdigit() else "404"
        client.sendall(answer("", status + " As Asked"))


def one(client, port):
    try:
        with client:
            serve(client, port)
    except OSError:
        pass  # the client has had enough


def main():
    global connections
    listener = socket.create_server(("0.0.0.0", 0), backlog=64)
    port = listener.getsockname()[1]
    print(port, flush=True)
    while True:
        client, _ = listener.accept()
        connections += 1
        threading.Thread(target=one, args=(client, port), daemon=True).start()


if __name__ == "__main__":
    main()
