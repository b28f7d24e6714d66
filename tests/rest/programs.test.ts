import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import { describedRoutes } from "@/server/doors/openapi/described";
import { operations } from "@/server/doors/operations";
import { keyHere, programIn } from "@/server/doors/rest/programs/programs";
import { requestIn } from "@/server/doors/rest/programs/request-in";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { interpreters, outputOfExample } from "../example-runs";
import { demand } from "../foreign";
import { keyOf } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trellis-programs-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

// Object.keys returns string[], but the object has exactly these keys
it.for(Object.keys(exampleLanguages) as ExampleLanguage[])(
  "the program in %s, as it stands, lists, creates, pays once, changes, is refused, and knows a signature",
  async (language, { skip }) => {
    demand(interpreters[language], skip);
    const { i_customer, actor } = await customer();
    for (let i = 0; i < 3; i += 1) await customer(i_customer);
    const key = await keyOf(actor);
    const text = programIn(language, { root: rest.url })
      .replace(keyHere, key)
      .replace("limit=100", "limit=2");
    const stdout = await outputOfExample(language, text, folder);
    const [, made] = /created: (\d+)/.exec(stdout) ?? [];
    expect(stdout).toContain("refused: Parameter email");
    expect(stdout).toContain("signature: right");
    const { customer: now } = await operations.getCustomerInfo(actor, { i_customer: Number(made) });
    expect([now.balance, now.city]).toEqual(["25.000000", "Riga"]);
    expect(stdout.match(/customer \d+ \w+/g)?.length).toBeGreaterThanOrEqual(3);
  },
);

/** What a program sent. */
type Got = { readonly method: string; readonly path: string; readonly key: string; readonly text: string };

/** A server that takes whatever comes. */
async function startListener(): Promise<{
  readonly got: Got[];
  readonly url: string;
  readonly close: () => void;
}> {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    let text = "";
    for await (const piece of request) text += String(piece);
    got.push({ method, path: url, key: headers.authorization ?? "", text });
    response.end("{}");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // it listens on a TCP port
  const { port } = server.address() as AddressInfo;
  return { got, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

// Object.keys returns string[], but the object has exactly these keys
it.for(Object.keys(exampleLanguages) as ExampleLanguage[])(
  "each request that the reference shows in %s sends its call's example as openapi.json has it",
  { timeout: 120_000 },
  async (language, { skip }) => {
    demand(interpreters[language], skip);
    const { got, url, close } = await startListener();
    // of those without a body one of each method
    const routes = describedRoutes().filter(
      ({ route, example }, index, all) =>
        example !== undefined || all.findIndex((one) => one.route.method === route.method) === index,
    );
    for (const { route, example: body } of routes) {
      const path = route.path.replace(/\{\w+\}/g, "42");
      const request = requestIn(language, { method: route.method, url: `${url}${path}`, key: keyHere, body });
      await outputOfExample(language, request, folder);
    }
    close();
    expect(got.map(({ method, path, key }) => [method, path, key])).toEqual(
      routes.map(({ route: { method, path } }) => [
        method,
        path.replace(/\{\w+\}/g, "42"),
        `Bearer ${keyHere}`,
      ]),
    );
    expect(got.map(({ text }) => (text === "" ? undefined : JSON.parse(text)))).toEqual(
      routes.map(({ example }) => example),
    );
  },
);
