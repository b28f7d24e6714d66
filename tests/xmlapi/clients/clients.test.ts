import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { demand, run, runsWell } from "../../foreign";
import { curlItself } from "../stage/curl";
import { door, givenDoor } from "../stage/served";

givenFreshDatabase();
givenDoor();

const folder = "tests/xmlapi/clients";
const cClient = ".build/xmlapi-client";

/** What XMLAPI_DIGEST can be. */
type Digest = "md5" | "both" | "sha-256";

/** For clients that read only the first challenge and know only MD5. */
const first = ["md5", "both"] as const;
const every = ["md5", "both", "sha-256"] as const;

type Client = {
  readonly command: string;
  readonly parameters: readonly string[];
  /** a line that fails if the client is missing */
  readonly trial?: string;
  /** what installs it */
  readonly packages: string;
  readonly can: readonly Digest[];
};

const clients = {
  "Python's xmlrpc.client": {
    command: "python3",
    parameters: [`${folder}/client.py`],
    trial: "import xmlrpc.client",
    packages: "python3",
    can: first,
  },
  "httplib2 under Debian's own Python": {
    command: "/usr/bin/python3",
    parameters: [`${folder}/over_httplib2.py`],
    trial: "import httplib2",
    packages: "python3 python3-httplib2",
    // raises a TypeError at two
    can: ["md5"],
  },
  "PHP's curl and xmlrpc": {
    command: "php",
    parameters: [`${folder}/client.php`],
    trial: "xmlrpc_encode(1);",
    packages: "php-cli php-curl php-xmlrpc",
    can: every,
  },
  "Perl's RPC::XML": {
    command: "perl",
    parameters: [`${folder}/client.pl`],
    trial: "use RPC::XML; use LWP",
    packages: "librpc-xml-perl libwww-perl",
    can: first,
  },
  "Ruby's xmlrpc": {
    command: "ruby",
    parameters: [`${folder}/client.rb`],
    trial: "require 'xmlrpc/client'; require 'net/http/digest_auth'",
    packages: "ruby ruby-xmlrpc ruby-net-http-digest-auth",
    can: first,
  },
  "C's xmlrpc-c": {
    command: `./${cClient}`,
    parameters: [],
    packages: "gcc libc6-dev libxmlrpc-core-c3-dev",
    can: every,
  },
  curl: { command: "node", parameters: [`${folder}/curl.mjs`], packages: "curl", can: every },
  "npm's xmlrpc": { command: "node", parameters: [`${folder}/xmlrpc.mjs`], packages: "", can: every },
  "npm's @foxglove/xmlrpc": {
    command: "node",
    parameters: [`${folder}/foxglove.mjs`],
    packages: "",
    can: every,
  },
} as const satisfies Record<string, Client>;

type Name = keyof typeof clients;

// Object.keys gives string[]; the object has exactly these keys
const names = Object.keys(clients) as Name[];

// how to run a line of each language
const runsLine: Readonly<Record<string, string>> = {
  python3: "-c",
  "/usr/bin/python3": "-c",
  php: "-r",
  perl: "-e",
  ruby: "-e",
};

const login = { name: freshName("api reseller"), password: "api password of a reseller" };
const scene = { reseller: 0 };

beforeAll(async () => {
  await buildC();
  scene.reseller = (await customer(1, { name: login.name, api_password: login.password })).i_customer;
});

describe.each(every)("where XMLAPI_DIGEST is %s", (digest) => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: "", XMLAPI_DIGEST: digest }));

  it.for(names.filter((name) => clients[name].can.some((one) => one === digest)))(
    "%s does all of the seven",
    async (name, { skip }) => await doesAll(name, "digest", skip),
  );
});

describe("from a trusted host", () => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1", XMLAPI_DIGEST: "" }));

  it.for(names)("%s does all of the seven", async (name, { skip }) => await doesAll(name, "trusted", skip));
});

async function doesAll(name: Name, mode: "digest" | "trusted", skip: (note: string) => void): Promise<void> {
  const { command, parameters, packages } = clients[name];
  demand({ what: name, isThere: isThere(name), packages }, skip);
  const { said, complained } = await run(command, parameters, {
    URL: door.url,
    MODE: mode,
    LOGIN: login.name,
    PASSWORD: login.password,
    NAME: freshName("client").replaceAll(" ", "-"),
    // clients that authenticate leave it out, so that some calls have no parameter at all
    I_WHOLESALER: mode === "trusted" ? String(scene.reseller) : "",
    PYTHONDONTWRITEBYTECODE: "1",
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
}

function isThere(name: Name): boolean {
  const { command, trial: line }: Client = clients[name];
  if (name === "curl") return curlItself.isThere;
  if (name === "C's xmlrpc-c") return existsSync(cClient);
  return line === undefined || runsWell(command, runsLine[command] ?? "", line);
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
    // if it cannot be built, the test says what is missing
  ]).catch(() => undefined);
}
