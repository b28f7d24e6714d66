import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/server/actor/actor";
import type { Call, Perform } from "@/server/doors/calls/call";
import { calls } from "@/server/doors/calls/calls";
import { operations } from "@/server/doors/operations";
import { type Route, statusOf } from "@/server/doors/rest/routes/route";
import { routes } from "@/server/doors/rest/routes/routes";
import { refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf, type Reply } from "./stage/ask-rest";
import { type AskedRoute, askedRoutes } from "./stage/asked-routes";
import { operations as described, faultOfHeaders, headersOf } from "./stage/fuzz/described";
import { routeScene, type Scene, takeRights } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";
import { undescribedIn } from "./stage/undescribed";

givenFreshDatabase();
givenRest();

const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);

async function requestOf(name: string, scene: Scene): Promise<AskedRoute> {
  const make = askedRoutes[name];
  if (!make) throw new Error(`no test asks ${name}`);
  return await make(scene);
}

/** Sends a request, and tells with what the operation was called and what came of it. */
async function sent(route: Route, request: AskedRoute, key: string) {
  // the table consists of literals
  const call = calls[route.call] as Call;
  const seen = vi.spyOn(call as { operation: Perform }, "operation");
  try {
    const reply = await ask(route.method, request.address, { key, body: request.body });
    const raw = seen.mock.calls[0]?.[1];
    const [outcome] = await Promise.all(seen.mock.results.slice(0, 1).map(({ value }) => settled(value)));
    return { reply, raw, outcome };
  } finally {
    seen.mockRestore();
  }
}

async function settled(value: Promise<unknown>) {
  try {
    return { output: await value };
  } catch (error) {
    return { error };
  }
}

describe("every route", () => {
  let scene: Scene;
  let key: string;
  let dryKey: string;
  beforeAll(async () => {
    scene = await routeScene();
    [key, dryKey] = [await keyOf(scene.reseller), await keyOf(scene.reseller)];
  });

  it.each(named)(
    "%s succeeds, after a dry run, and answers all that its call describes and nothing else",
    async (name, route) => {
      const request = await requestOf(name, scene);
      const used = request.endsKey ? await keyOf(scene.reseller) : key;
      if (route.method !== "GET") {
        // nothing happens, so that it can be done thereafter
        const address = `${request.address}?dry_run=1`;
        const dry = await ask(route.method, address, { key: dryKey, body: request.body });
        expect([dry.status, dry.body.dry_run]).toEqual([200, true]);
      }
      const { reply, outcome } = await sent(route, request, used);
      expect([reply.status, reply.status === statusOf(route) ? "" : reply.text]).toEqual([
        statusOf(route),
        "",
      ]);
      expect(headersAgainst(name, reply)).toEqual([]);
      expect(reply.headers.get("content-type")).toBe(reply.status === 204 ? null : "application/json");
      if ([201, 202].includes(reply.status)) {
        const made = reply.headers.get("location") ?? "nowhere";
        expect([made, (await ask("GET", made.replace("/api/v1", ""), { key })).status]).toEqual([made, 200]);
      }
      expect(outcome).toHaveProperty("output");
      const output = outcome && "output" in outcome ? outcome.output : undefined;
      expect(undescribedIn(route.call, (calls[route.call] as Call).returns, output)).toEqual([]);
    },
  );
});

/** What speaks by docs/openapi.json against the headers of a success; a tag and a place come wherever it says so. */
function headersAgainst(name: string, { status, headers }: Reply): string[] {
  const operation = described.find(({ method, path }) => `${method} ${path}` === name);
  if (!operation) return [`${name} is not described`];
  const fault = faultOfHeaders(operation, status, Object.fromEntries(headers));
  const missing = headersOf(operation, status).filter(
    (header) => /^(ETag|RateLimit|RateLimit-Policy)$/.test(header) && !headers.has(header),
  );
  return [...(fault === null ? [] : [fault]), ...missing];
}

/** As whom a route is asked for what they may not. */
const askers: readonly (readonly [string, (scene: Scene) => Promise<Actor>])[] = [
  ["a REPORTER", async ({ reporter }) => reporter],
  ["a neighbour", async ({ neighbour }) => neighbour],
  [
    "whoever lost all rights",
    async (scene) => {
      await takeRights(scene);
      return scene.reseller;
    },
  ],
];

describe.each(askers)("%s", (_who, become) => {
  let scene: Scene;
  let asker: Actor;
  let key: string;
  const requests = new Map<string, AskedRoute>();
  let refused = 0;

  beforeAll(async () => {
    scene = await routeScene();
    for (const [name] of named) requests.set(name, await requestOf(name, scene));
    asker = await become(scene);
    key = await keyOf(asker);
  }, 120_000);

  it.each(named)("is told of %s what the operation itself says", async (name, route) => {
    const request = requests.get(name);
    if (!request) throw new Error("it was made before");
    const { reply, raw } = await sent(route, request, request.endsKey ? await keyOf(asker) : key);
    if (reply.status < 400) return;
    refused += 1;
    const refusal = await refusedBy(route.call, { ...asker, door: "rest" }, raw);
    expect(toldIn(reply)).toEqual(refusal);
  });

  it("is refused most of it", () => {
    expect(refused).toBeGreaterThan(35);
  });
});

describe("a key of other areas", () => {
  it.each(named.filter(([, { area }]) => area !== null))("does not reach %s", async (name, route) => {
    const scene = await narrowScene();
    const { key } = scene;
    const area = route.area === "support" ? "own" : "support";
    const { address, body } = { address: route.path.replace(/\{\w+\}/g, "1"), body: {} };
    const reply = await ask(route.method, address, {
      key: key[area],
      body: route.method === "GET" || route.method === "DELETE" ? undefined : body,
    });
    expect([name, reply.status, reply.body.key]).toEqual([name, 403, "key_area"]);
  });
});

let narrow: Promise<{ readonly key: Readonly<Record<"support" | "own", string>> }> | undefined;

async function narrowScene() {
  narrow ??= (async () => {
    const { reseller } = await routeScene();
    return {
      key: {
        support: await keyOf(reseller, { support: "write" }),
        own: await keyOf(reseller, { own: "write" }),
      },
    };
  })();
  return await narrow;
}

function toldIn({ status, body }: Reply) {
  return { code: status, message: body.detail, attribute: body.attribute, key: body.key };
}

async function refusedBy(name: string, actor: Actor, raw: Readonly<Record<string, unknown>> | undefined) {
  if (!raw) throw new Error(`${name} was refused before its operation was asked`);
  // by the name of an operation
  const operation = operations[name as keyof typeof operations] as unknown as Perform;
  const { code, message, attribute, key } = await refusalOf(operation(actor, raw));
  return { code, message, attribute, key: key ?? `code_${code}` };
}
