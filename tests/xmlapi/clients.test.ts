import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/settings";
import { customer, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { demand, run } from "./foreign";
import { door, givenDoor } from "./served";

givenFreshDatabase();
givenDoor();

const folder = "tests/xmlapi/clients";
const cClient = ".build/xmlapi-client";

/** The clients, each with what runs it, how one sees that it is there, and what installs it. */
const clients = {
  "Python's xmlrpc.client": ["python3", [`${folder}/client.py`], "import xmlrpc.client", "python3"],
  "PHP's curl and xmlrpc": [
    "php",
    [`${folder}/client.php`],
    "xmlrpc_encode(1);",
    "php-cli php-curl php-xmlrpc",
  ],
  "Perl's RPC::XML": [
    "perl",
    [`${folder}/client.pl`],
    "use RPC::XML; use LWP",
    "librpc-xml-perl libwww-perl",
  ],
  "Ruby's xmlrpc": [
    "ruby",
    [`${folder}/client.rb`],
    "require 'xmlrpc/client'; require 'net/http/digest_auth'",
    "ruby ruby-xmlrpc ruby-net-http-digest-auth",
  ],
  "C's xmlrpc-c": [`./${cClient}`, [], null, "gcc libc6-dev libxmlrpc-core-c3-dev"],
  curl: ["node", [`${folder}/curl.mjs`], null, "curl"],
  "npm's xmlrpc": ["node", [`${folder}/xmlrpc.mjs`], null, ""],
  "npm's @foxglove/xmlrpc": ["node", [`${folder}/foxglove.mjs`], null, ""],
} as const;

type Name = keyof typeof clients;

// what runs a line of each language
const trial: Readonly<Record<string, string>> = { python3: "-c", php: "-r", perl: "-e", ruby: "-e" };

const login = { name: freshName("api reseller"), password: "api password of a reseller" };
const scene = { reseller: 0 };

beforeAll(async () => {
  await buildC();
  scene.reseller = (await customer(1, { name: login.name, api_password: login.password })).i_customer;
});

describe.each(["digest", "trusted"] as const)("in %s mode", (mode) => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: mode === "trusted" ? "127.0.0.1" : "" }));

  // Object.keys gives string[]; the object has exactly these keys
  it.for(Object.keys(clients) as Name[])("%s does all of the seven", async (name, { skip }) => {
    const [command, parameters, , packages] = clients[name];
    demand({ what: name, isThere: isThere(name), packages }, skip);
    const { said, complained } = await run(command, parameters, {
      URL: door.url,
      MODE: mode,
      LOGIN: login.name,
      PASSWORD: login.password,
      NAME: freshName("client").replaceAll(" ", "-"),
      // who authenticates itself leaves it out, so that some calls have no parameter at all
      I_WHOLESALER: mode === "trusted" ? String(scene.reseller) : "",
    });
    expect(complained).toBe("");
    expect(JSON.parse(said)).toEqual({
      balance: 12.5,
      unlimited: true,
      protected: true,
      by_name: true,
      listed: true,
      city: "Zürich",
      authenticated: true,
      wrong: 401,
      once: 410,
      deleted: "OK",
      gone: 404,
    });
  });
});

function isThere(name: Name): boolean {
  const [command, , line] = clients[name];
  if (name === "curl") return spawnSync("curl", ["--version"]).status === 0;
  if (name === "C's xmlrpc-c") return existsSync(cClient);
  return line === null || spawnSync(command, [trial[command] ?? "", line]).status === 0;
}

async function buildC(): Promise<void> {
  const libraries = spawnSync("xmlrpc-c-config", ["client", "--libs"], { encoding: "utf8" }).stdout ?? "";
  await mkdir(dirname(cClient), { recursive: true });
  await promisify(execFile)("gcc", [
    "-o",
    cClient,
    `${folder}/client.c`,
    // the client's library knows its own curl
    ...libraries.split(/\s+/).filter((library) => library !== "" && library !== "-lcurl"),
    // where it cannot be built the test says what is missing
  ]).catch(() => undefined);
}
