import { expect, it } from "vitest";
import type { Visitor } from "@/server/credentials/visitor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { admit } from "@/server/doors/xmlapi/admit";
import { noteRefusedLogIn } from "@/server/identity/log-in/note-refused-log-in";
import { signIn } from "@/server/identity/log-in/sign-in";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { throttled } from "@/server/operation/throttle";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { authorization, nonceOf } from "../../xmlapi/stage/digest-client";

givenFreshDatabase();

const visitor: Visitor = { host: "localhost", address: "198.51.100.1", userAgent: "", local: false };

async function keys(): Promise<string[]> {
  return (await database().throttle.findMany({ select: { throttle_key: true } })).map(
    ({ throttle_key }) => throttle_key,
  );
}

it("a password that is typed where the login belongs stands in no key, by whatever door it comes", async () => {
  const typed = "Hush-Hush 42 where the login belongs";
  const { actor, i_customer } = await customer(1, { web_login: freshName("person") });
  await refusalOf(signIn(visitor, typed, "x"));
  await refusalOf(signIn(visitor, typed.repeat(20), "x"));
  await (await requestReset(visitor, typed)).done;
  await refusalOf(operations.authCustomer(actor, { username: typed, password: "x" }));
  const caller = { address: "127.0.0.1", forwarded: false, protocol: "http" } as const;
  const request = (headers: Record<string, string>) => ({
    method: "POST",
    url: "/xmlapi/xmlapi",
    headers,
    caller,
  });
  const nonce = nonceOf(await admit(request({})));
  await admit(request({ authorization: authorization({ username: typed, password: "x" }, { nonce }) }));
  await noteRefusedLogIn(visitor, actor.login ?? "");
  const kept = await keys();
  const counted = kept.map((key) => key.replace(/:[0-9a-f]{64}$/, ":…"));
  expect(counted).toEqual(
    expect.arrayContaining([
      "web:…",
      "reset:…",
      "api:…",
      `auth:${i_customer}:…`,
      `refused:${actor.i_web_user}`,
    ]),
  );
  expect(kept.join("\n").toLowerCase()).not.toContain("hush");
  // the keys do not reveal that people typed the same at two doors
  const digests = kept.flatMap((key) => /[0-9a-f]{64}$/.exec(key) ?? []);
  expect(new Set(digests).size).toBe(digests.length);
});

it("logins that are spelled in another case, or with spaces around, are counted as one", async () => {
  const before = await keys();
  for (const login of ["Nobody Here", " nobody HERE "]) await refusalOf(signIn(visitor, login, "x"));
  const made = (await keys()).filter((key) => key.startsWith("web:") && !before.includes(key));
  expect(made).toHaveLength(1);
});

/** A pending try whose outcome the test decides. */
function tryOf(key: string) {
  let end: (how: "wrong" | "broken") => void = () => {};
  const ended = new Promise<"wrong" | "broken">((done) => {
    end = done;
  });
  let seen: () => void = () => {};
  const begun = new Promise<void>((done) => {
    seen = done;
  });
  const result = throttled(database(), key, async () => {
    seen();
    if ((await ended) === "broken") throw new Error("no database");
  });
  return { begun, end, result };
}

async function failTimes(key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await throttled(database(), key, async () => "wrong");
}

async function standing(key: string): Promise<{ failures: number; waits: boolean }> {
  const row = await database().throttle.findUniqueOrThrow({ where: { throttle_key: key } });
  return { failures: row.failures, waits: row.wait_until > new Date() };
}

it("a try that was not looked at to the end is taken back alone: a wait that another caused meanwhile stands", async () => {
  const key = freshName("own");
  await failTimes(key, 4);
  const mine = tryOf(key);
  await mine.begun;
  // the sixth failure, by somebody else, costs a wait
  await failTimes(key, 1);
  expect(await standing(key)).toEqual({ failures: 6, waits: true });
  mine.end("broken");
  await expect(mine.result).rejects.toThrow("no database");
  expect(await standing(key)).toEqual({ failures: 5, waits: true });
});

it("a wait that it caused itself is taken back with it", async () => {
  const key = freshName("own");
  await failTimes(key, 5);
  const mine = tryOf(key);
  await mine.begun;
  expect(await standing(key)).toEqual({ failures: 6, waits: true });
  mine.end("broken");
  await expect(mine.result).rejects.toThrow("no database");
  expect(await standing(key)).toEqual({ failures: 5, waits: false });
});
