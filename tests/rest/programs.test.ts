import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import { operations } from "@/server/doors/operations";
import { keyHere, programIn } from "@/server/doors/rest/programs/programs";
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
