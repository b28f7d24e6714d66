import { beforeAll, describe, expect, it } from "vitest";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { askedRoutes } from "./stage/asked-routes";
import {
  contentOf,
  faultIn,
  isObject,
  type Json,
  type Operation,
  objectOf,
  operations,
  problemOfFile,
} from "./stage/fuzz/described";
import { routeScene, type Scene } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

const named = operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);
const taking = named.filter(([, { body }]) => body !== null);

describe("the example of what a program sends, as docs/openapi.json has it,", () => {
  let scene: Scene;
  let key: string;
  beforeAll(async () => {
    scene = await routeScene();
    key = await keyOf(scene.reseller);
  });

  it.each(taking)("%s is taken, with the ids of things that are there", async (name, operation) => {
    expect(faultIn(operation.body ?? {}, operation.example)).toBeNull();
    const { address, body, endsKey } = await requestTo(name, scene);
    const example = withReal(objectOf(operation.example), body ?? {}, scene);
    const used = endsKey ? await keyOf(scene.reseller) : key;
    const reply = await ask(operation.method, address, { key: used, body: example });
    expect([reply.status, reply.status < 300 ? "" : reply.text]).toEqual([successOf(operation), ""]);
    if (name === "POST /batch")
      expect(reply.body.responses).toMatchObject([{ status: 200 }, { status: 200 }]);
  });
});

it.each(named)("the example of what %s is answered with is as its schema says", (_name, operation) => {
  for (const said of Object.values(operation.responses)) {
    for (const [type, content] of Object.entries(isObject(said) ? contentOf(said) : {})) {
      if (type !== "application/json") continue;
      const { schema, example } = objectOf(content);
      expect(example).toBeDefined();
      expect(faultIn(objectOf(schema), example)).toBeNull();
      // what stands for any text says nothing
      expect(JSON.stringify(example)).not.toContain(':"text"');
    }
  }
});

it("the example of a problem is as its schema says", () => {
  const { schema, example } = problemOfFile();
  expect(faultIn(schema, example)).toBeNull();
});

async function requestTo(name: string, scene: Scene) {
  if (name === "POST /batch") return { address: "/batch", body: undefined, endsKey: undefined };
  const make = askedRoutes[name];
  if (!make) throw new Error(`no test asks ${name}`);
  const { address, body, endsKey } = await make(scene);
  return { address, body, endsKey };
}

/** What names something that has to be there, by the name of a member; of the rest the example is sent as it stands. */
const references = ["i_tariff", "ids", "follow_up_by", "i_message", "username"];

function withReal(example: Json, asked: Json, { sub }: Scene): Json {
  const text = JSON.stringify(example).replaceAll("/customers/42", `/customers/${sub.i_customer}`);
  const real = Object.entries(asked).filter(
    ([name]) => name in example && (references.includes(name) || Object.keys(asked).join() === "web_login"),
  );
  return { ...objectOf(JSON.parse(text)), ...Object.fromEntries(real) };
}

function successOf({ responses }: Operation): number {
  // beside it there is the 200 of a dry run
  return Math.max(
    ...Object.keys(responses)
      .map(Number)
      .filter((status) => status < 300),
  );
}
