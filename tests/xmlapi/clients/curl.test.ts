import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer } from "@/server/doors/front/front";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { demand } from "../../foreign";
import { curl, curlItself } from "../stage/curl";
import { insertCustomers } from "../stage/many-customers";
import { asArray, asStruct, callOf, int, readAnswer, type Sent, string } from "../stage/wire";

givenFreshDatabase("cheap", "by hand");

beforeEach(({ skip }) => demand(curlItself, skip));

let server: Server;
let url = "";
let reseller = 0;
const login = freshName('Zoë "the \\ best" Доу');
const password = 'pässword: "API" \\ 1';
const many = 60;

/** Starts the program's front, where hosts and paths count; the pages behind it say that they were reached. */
beforeAll(async () => {
  server = createServer();
  const take = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response, async () => response.end("a page"));
  server.on("request", take).on("checkContinue", take);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // it listens on a TCP port
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xmlapi/xmlapi`;
  reseller = (await customer(1, { web_login: login, api_password: password })).i_customer;
  for (let count = 0; count < many; count += 1) await customer(reseller, { description: "d".repeat(100) });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A list of all customers, which the door sends while it reads it. */
const list = (more: Sent = {}) => callOf("listCustomers", { i_wholesaler: int(reseller), ...more });

/** The same, with a stray member of a given length. */
const long = (letters: number) => list({ stray: string("x".repeat(letters)) });

/** How many customers an answer lists, or the code of a fault. @throws unless it is exactly an answer */
function listed(xml = ""): number | { fault: number } {
  const seen = readAnswer(xml);
  return "fault" in seen ? { fault: seen.fault.code } : asArray(asStruct(seen.value).customers).length;
}

/** Lists, and says how many. */
async function count(options: readonly string[], body: string | Uint8Array = list(), to = url) {
  const { answers } = await curl([...options, to], body);
  return listed(answers[0]?.body);
}

describe("curl on a trusted machine", () => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

  it("calls with the Content-Type of a form, which is its own", async () => {
    const { heads, answers } = await curl([url], list());
    expect(heads).toContain("Content-Type: application/x-www-form-urlencoded");
    expect(listed(answers[0]?.body)).toBe(many);
  });

  it.each(["text/xml", "application/json", "nonsense", ""])("calls with Content-Type '%s'", async (type) => {
    expect(await count(["-H", `Content-Type:${type}`])).toBe(many);
  });

  it.each(["/", "/more", "/a/b/c", "?debug=1", "/x?y"])(
    "calls at the address with %s after it",
    async (path) => {
      expect(await count([], list(), url + path)).toBe(many);
    },
  );

  it("calls on any host name", async () => {
    expect(await count(["-H", "Host: unknown.example"])).toBe(many);
  });

  it.each(["/xmlapi", "/xmlapi/", "/xmlapi/xmlapix", "/xmlapi/other"])(
    "does not find it at %s",
    async (path) => {
      expect((await curl([new URL(path, url).href], list())).statuses).toEqual([404]);
    },
  );

  it.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])(
    "is answered 405 where it asks by %s",
    async (method) => {
      const { statuses, heads } = await curl(
        method === "HEAD" ? ["--head", url] : ["--request", method, url],
      );
      expect(statuses).toEqual([405]);
      expect(heads).toContain("allow: POST");
    },
  );

  it("makes two calls over one connection, also after an answer whose length nobody knew", async () => {
    // a list of more than one batch is sent while it is read
    const large = await customer(1);
    const owner = new pg.Client({ connectionString: fresh.ownerUrl });
    await owner.connect();
    await insertCustomers(owner, large.i_customer, 1_001);
    await owner.end();
    for (const [i_wholesaler, count, head] of [
      [reseller, many, /^Content-Length: \d+$/i],
      [large.i_customer, 1_001, /^Transfer-Encoding: chunked$/i],
    ] as const) {
      const { answers, heads } = await curl([url, url], list({ i_wholesaler: int(i_wholesaler) }));
      expect(heads.filter((line) => head.test(line)).length).toBeGreaterThanOrEqual(2);
      expect(answers.map(({ body, connects }) => [listed(body), connects])).toEqual([
        [count, 1],
        [count, 0],
      ]);
    }
  });

  it("makes the next call over the same connection after a fault, and after an answer of HTTP's own", async () => {
    const faults = await curl([url, url], "no call at all");
    expect(faults.answers.map(({ body, connects }) => [listed(body), connects])).toEqual([
      [{ fault: 400 }, 1],
      [{ fault: 400 }, 0],
    ]);
    const { statuses, answers } = await curl([url, url]);
    expect([statuses, answers.map(({ connects }) => connects)]).toEqual([
      [405, 405],
      [1, 0],
    ]);
  });

  it("reads the whole list by HTTP/1.0, which knows no pieces", async () => {
    expect(await count(["--http1.0"])).toBe(many);
  });

  it("sends a body whose length it does not know before", async () => {
    expect(await count(["-H", "Transfer-Encoding: chunked"], long(500_000))).toBe(many);
  });
});

describe("curl that packs", () => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

  // one answer that the door sends while it reads it, and one that it sends whole
  it.each([
    ["a list", () => list()],
    [
      "a customer",
      () => callOf("getCustomerInfo", { i_wholesaler: int(reseller), i_customer: int(reseller) }),
    ],
  ])("reads %s packed, to the same bytes as without", async (_what, call) => {
    const [plain] = (await curl([url], call())).answers;
    const packed = await curl(["--compressed", url], call());
    expect(packed.heads).toContain("content-encoding: gzip");
    expect(packed.answers[0]?.body).toBe(plain?.body);
    expect(packed.answers[0]?.downloaded).toBeLessThan((plain?.downloaded ?? 0) / 2);
  });

  it("sends a packed call, and hears of one that unpacks to too much", async () => {
    const packed = ["-H", "Content-Encoding: gzip"];
    expect(await count(packed, gzipSync(long(900_000)))).toBe(many);
    expect(await count(packed, gzipSync(long(20_000_000)))).toEqual({ fault: 400 });
    expect(await count(packed, list())).toEqual({ fault: 400 });
  });
});

describe("curl that asks before it sends a large body", () => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));
  // longer than any test: curl never sends the body unless the door asks for it
  const asking = ["-H", "Expect: 100-continue", "--expect100-timeout", "100"];

  it("is asked for it, and answered", async () => {
    const { statuses, answers } = await curl([...asking, url], long(900_000));
    expect(statuses).toEqual([100, 200]);
    expect(listed(answers[0]?.body)).toBe(many);
  });

  it("is told that it is too large before it has sent any of it", async () => {
    const { statuses, answers } = await curl([...asking, url], long(2_000_000));
    expect(statuses).toEqual([200]);
    expect(listed(answers[0]?.body)).toEqual({ fault: 400 });
    expect(answers[0]?.uploaded).toBe(0);
  });

  it("is told so afterwards where it does not ask", async () => {
    expect(await count(["-H", "Expect:"], long(2_000_000))).toEqual({ fault: 400 });
  });

  it("is asked who it is before it has sent any of it", async () => {
    provideSettings({ TRUSTED_HOSTS: "" });
    const who = ["--anyauth", "--user", `${login}:${password}`];
    const { statuses, answers } = await curl([...asking, ...who, url], long(900_000));
    expect(statuses).toEqual([401, 100, 200]);
    expect(listed(answers[0]?.body)).toBe(many);
  });
});

describe("curl with HTTP Digest", () => {
  beforeAll(() => provideSettings({ TRUSTED_HOSTS: "" }));
  // both have quotes, blanks, backslashes and letters of other alphabets
  const who = () => ["--digest", "--user", `${login}:${password}`];

  it.each([
    ["", 1],
    ["both", 2],
  ])("sees with XMLAPI_DIGEST '%s' %i line(s) of WWW-Authenticate", async (digest, lines) => {
    provideSettings({ XMLAPI_DIGEST: digest });
    const { heads } = await curl([url], list());
    expect(heads.filter((line) => /^www-authenticate:/i.test(line))).toHaveLength(lines);
    expect(await count(who())).toBe(many);
    provideSettings({ XMLAPI_DIGEST: "" });
  });

  it("makes all its calls over one connection, and is asked who it is for each, as it keeps no nonce", async () => {
    const { statuses, answers } = await curl([...who(), url, url], callOf("listCustomers", {}));
    expect(statuses).toEqual([401, 200, 401, 200]);
    expect(answers.map(({ body, connects }) => [listed(body), connects])).toEqual([
      [many, 1],
      [many, 0],
    ]);
  });

  it("calls at a path below the address, with a query, which the digest covers", async () => {
    expect(await count(who(), list(), `${url}/below?one=1&two=%20`)).toBe(many);
  });

  it("sends a large body once, after it was asked who it is", async () => {
    const { statuses, answers } = await curl([...who(), url], long(900_000));
    expect(statuses).toEqual([401, 200]);
    expect(listed(answers[0]?.body)).toBe(many);
  });

  it("with a wrong password, with HTTP Basic or with nothing gets HTTP's 401", async () => {
    const wrong = await curl(["--digest", "--user", `${login}:wrong`, url], list());
    expect(wrong.statuses).toEqual([401, 401]);
    for (const options of [[], ["--basic", ...who().slice(1)]])
      expect((await curl([...options, url], list())).statuses).toEqual([401]);
  });

  it("is not trusted for what it says of a proxy", async () => {
    provideSettings({ TRUSTED_HOSTS: "127.0.0.2" });
    const forged = ["-H", "X-Forwarded-For: 127.0.0.2"];
    expect((await curl([...forged, url], list())).statuses).toEqual([401]);
    expect(await count(["--interface", "127.0.0.2"])).toBe(many);
  });
});
