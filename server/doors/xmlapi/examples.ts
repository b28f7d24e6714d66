import { type ExampleLanguage, inPhp, inShell } from "../http/example-languages";

/** Who an example is for. It never contains the password. */
export type ExampleReader = {
  /** the whole address, `https://portal.example.com/xmlapi/xmlapi` */
  readonly endpoint: string;
  readonly login: string;
};

/** The placeholder for the API password in every example. */
export const passwordHere = "YOUR-API-PASSWORD";

/**
 * A complete program that lists the reader's first ten sub-customers; they only have to put in the password. Each uses
 * what its language brings along, or what nearly everybody has; tests run them all.
 */
export function exampleIn(language: ExampleLanguage, reader: ExampleReader): string {
  return writers[language](reader).trim();
}

const writers: Readonly<Record<ExampleLanguage, (reader: ExampleReader) => string>> = {
  curl: ({ endpoint, login }) => `
curl --digest --user ${inShell(`${login}:${passwordHere}`)} \\
  --header 'Content-Type: text/xml' \\
  --data '<?xml version="1.0"?>
<methodCall>
  <methodName>listCustomers</methodName>
  <params><param><value><struct>
    <member><name>limit</name><value><int>10</int></value></member>
  </struct></value></param></params>
</methodCall>' \\
  ${inShell(endpoint)}`,

  python: ({ endpoint, login }) => `
import urllib.request
import xmlrpc.client

URL = ${JSON.stringify(endpoint)}

passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, URL, ${JSON.stringify(login)}, ${JSON.stringify(passwordHere)})
opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))


def call(method, **parameters):
    body = xmlrpc.client.dumps((parameters,), method, allow_none=True).encode()
    request = urllib.request.Request(URL, body, {"Content-Type": "text/xml"})
    (answer,), _ = xmlrpc.client.loads(opener.open(request).read())
    return answer


for customer in call("listCustomers", limit=10)["customers"]:
    print(customer["i_customer"], customer["name"], customer["balance"])`,

  php: ({ endpoint, login }) => `
<?php // with the extensions curl and xmlrpc
function call(string $method, array $parameters): array
{
    $curl = curl_init(${inPhp(endpoint)});
    curl_setopt_array($curl, [
        CURLOPT_HTTPAUTH => CURLAUTH_DIGEST,
        CURLOPT_USERPWD => ${inPhp(`${login}:${passwordHere}`)},
        CURLOPT_HTTPHEADER => ['Content-Type: text/xml'],
        CURLOPT_POSTFIELDS => xmlrpc_encode_request($method, [$parameters], ['encoding' => 'UTF-8']),
        CURLOPT_RETURNTRANSFER => true,
    ]);
    $answer = xmlrpc_decode(curl_exec($curl), 'UTF-8');
    if (xmlrpc_is_fault($answer)) {
        throw new Exception($answer['faultString'], $answer['faultCode']);
    }
    return $answer;
}

foreach (call('listCustomers', ['limit' => 10])['customers'] as $customer) {
    echo "{$customer['i_customer']} {$customer['name']} {$customer['balance']}\\n";
}`,

  typescript: ({ endpoint, login }) => `
import { createHash, randomBytes } from "node:crypto";

const endpoint = new URL(${JSON.stringify(endpoint)});
const login = ${JSON.stringify(login)};
const password = ${JSON.stringify(passwordHere)};

async function call(body: string): Promise<string> {
  const send = (headers: Record<string, string>) =>
    fetch(endpoint, { method: "POST", headers: { "content-type": "text/xml", ...headers }, body });
  const challenge = (await send({})).headers.get("www-authenticate") ?? "";
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
  // of two that are offered the stronger one
  const algorithm = challenge.includes("algorithm=SHA-256") ? "SHA-256" : "MD5";
  const hash = (text: string) => createHash(algorithm.replace("-", "")).update(text).digest("hex");
  const cnonce = randomBytes(8).toString("hex");
  const uri = endpoint.pathname;
  const a1 = hash(\`\${login}:XML API:\${password}\`);
  const response = hash(\`\${a1}:\${nonce}:00000001:\${cnonce}:auth:\${hash(\`POST:\${uri}\`)}\`);
  const user = login.replace(/["\\\\]/g, "\\\\$&");
  const authorization =
    \`Digest username="\${user}", realm="XML API", nonce="\${nonce}", uri="\${uri}", algorithm=\${algorithm}, \` +
    \`qop=auth, nc=00000001, cnonce="\${cnonce}", response="\${response}"\`;
  // headers are bytes: a login beyond ASCII travels as UTF-8
  const answer = await send({ authorization: Buffer.from(authorization).toString("latin1") });
  if (!answer.ok) throw new Error(\`HTTP \${answer.status}: is the API password right?\`);
  return await answer.text();
}

console.log(
  await call(\`<?xml version="1.0"?>
<methodCall>
  <methodName>listCustomers</methodName>
  <params><param><value><struct>
    <member><name>limit</name><value><int>10</int></value></member>
  </struct></value></param></params>
</methodCall>\`),
);`,
};
