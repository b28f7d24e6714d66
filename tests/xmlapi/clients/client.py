# xmlrpc.client as it is; for HTTP Digest, which it does not know, with urllib below it: what Python programs use.
import os, urllib.request, xmlrpc.client
from sequence import sequence

url, login, password = os.environ["URL"], os.environ["LOGIN"], os.environ["PASSWORD"]
handlers = []
if os.environ["MODE"] == "digest":
    passwords = urllib.request.HTTPPasswordMgr()
    passwords.add_password("XML API", url, login, password)
    handlers = [urllib.request.HTTPDigestAuthHandler(passwords)]
opener = urllib.request.build_opener(*handlers)
proxy = xmlrpc.client.ServerProxy(url, allow_none=True)


def ask(method, struct):
    if os.environ["MODE"] == "trusted":
        return getattr(proxy, method)(struct)
    body = xmlrpc.client.dumps((struct,), method, allow_none=True).encode()
    with opener.open(urllib.request.Request(url, body, {"Content-Type": "text/xml"})) as answer:
        return xmlrpc.client.loads(answer.read())[0][0]


sequence(ask)
