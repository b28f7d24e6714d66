import type { Given } from "./given";

/** With the standard library alone. */
export function pythonProgram({ root, key, signed }: Given): string {
  return `
import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request

API = ${JSON.stringify(root)}
KEY = ${JSON.stringify(key)}


class Problem(Exception):
    """What was refused, and why: status, key, attribute, detail (RFC 9457)."""


def ask(method, address, body=None, **headers):
    """Sends a request. Returns the answer and its headers."""
    request = urllib.request.Request(API + address, method=method, headers={"Authorization": f"Bearer {KEY}"})
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request) as response:
            return json.loads(response.read() or "null"), response.headers
    except urllib.error.HTTPError as error:
        raise Problem(json.load(error)) from None


def listed(address):
    """Reads a list, page by page."""
    after = ""
    while after is not None:
        page, _ = ask("GET", f"{address}&after={after}" if after else address)
        yield from page["data"]
        after = page["next"]


for customer in listed("/customers?fields=name,balance&limit=100"):
    print(customer["i_customer"], customer["name"], customer["balance"])

made, _ = ask(
    "POST", "/customers", {"name": "Example by Python", "i_tariff": None, "web_password": "correct horse battery"}
)
at = f"/customers/{made['i_customer']}"
print("created:", made["i_customer"])

# once, however often this is sent
ask("POST", f"{at}/payments", {"amount": "25.000000"}, Idempotency_Key=f"example-{made['i_customer']}")

# unless somebody else has changed it since it was read
_, headers = ask("GET", at)
ask("PATCH", at, {"city": "Riga"}, If_Match=headers["ETag"])

try:
    ask("PATCH", at, {"email": "nobody"})
except Problem as problem:
    print("refused:", problem.args[0]["detail"])


def is_genuine(secret, headers, body, now=None):
    """Whether a webhook's message (bytes) comes from here, and is less than five minutes old."""
    timestamp = headers["webhook-timestamp"]
    if abs((now or time.time()) - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{timestamp}.".encode() + body
    right = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(right, given) for given in headers["webhook-signature"].split(" "))


example = {
    "webhook-id": ${JSON.stringify(signed.id)},
    "webhook-timestamp": "${signed.timestamp}",
    "webhook-signature": ${JSON.stringify(signed.signature)},
}
body = ${JSON.stringify(signed.body)}.encode()
if is_genuine(${JSON.stringify(signed.secret)}, example, body, now=${signed.timestamp}):
    print("signature: right")`;
}
