import { type ExampleLanguage, inPhp, inShell } from "../../http/example-languages";

/** One request. */
export type OneRequest = {
  readonly method: string;
  /** with its query */
  readonly url: string;
  readonly key: string;
  /** undefined: it has none */
  readonly body?: unknown;
};

/** One request in a language, for people who copy it; tests run them. */
export function requestIn(language: ExampleLanguage, request: OneRequest): string {
  return writers[language](request).trim();
}

const writers: Readonly<Record<ExampleLanguage, (request: OneRequest) => string>> = {
  curl: ({ method, url, key, body }) => `
curl --request ${method} ${inShell(url)} \\
  --header ${inShell(`Authorization: Bearer ${key}`)}${
    body === undefined
      ? ""
      : ` \\
  --header 'Content-Type: application/json' \\
  --data ${inShell(JSON.stringify(body, null, 2))}`
  }`,

  python: ({ method, url, key, body }) => `
import json
import urllib.request

request = urllib.request.Request(
    ${JSON.stringify(url)},
    method=${JSON.stringify(method)},
    headers={"Authorization": ${JSON.stringify(`Bearer ${key}`)}, "Content-Type": "application/json"},${
      body === undefined ? "" : `\n    data=json.dumps(${inPython(body, "    ")}).encode(),`
    }
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())`,

  php: ({ method, url, key, body }) => `
<?php
$curl = curl_init(${inPhp(url)});
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => ${inPhp(method)},
    CURLOPT_HTTPHEADER => [${inPhp(`Authorization: Bearer ${key}`)}, 'Content-Type: application/json'],${
      body === undefined ? "" : `\n    CURLOPT_POSTFIELDS => ${inPhp(inLines(body, "    "))},`
    }
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), ' ', $answer, "\\n";`,

  typescript: ({ method, url, key, body }) => `
const response = await fetch(${JSON.stringify(url)}, {
  method: ${JSON.stringify(method)},
  headers: { authorization: ${JSON.stringify(`Bearer ${key}`)}, "content-type": "application/json" },${
    body === undefined ? "" : `\n  body: JSON.stringify(${inLines(body, "  ")}),`
  }
});
console.log(response.status, await response.text());`,
};

/** A value of JSON in lines. @param indent of the line in which it begins */
function inLines(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);
}

/** A value of JSON as Python has it, a member in each line. @param indent of the line in which it begins */
function inPython(value: unknown, indent: string): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map((item) => inPython(item, indent)).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}    `;
  const members = Object.entries(value).map(
    ([name, member]) => `${inner}${JSON.stringify(name)}: ${inPython(member, inner)},\n`,
  );
  return members.length === 0 ? "{}" : `{\n${members.join("")}${indent}}`;
}
