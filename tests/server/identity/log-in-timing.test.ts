import { expect, it } from "vitest";
import { hashPassword } from "@/server/credentials/password-hash";
import { database } from "@/server/database/client";
import { Refusal } from "@/server/ground/refusal";
import { signIn } from "@/server/identity/log-in/sign-in";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("full", "by hand");

const tries = 200;
/** the aim is 5 %; a busy machine is noisy, so the test fails only beyond ten times that */
const most = 0.5;

/** Creates web users of a customer with the same password, so that we hash only once. */
async function people(i_customer: number, password_hash: string): Promise<string[]> {
  const logins = Array.from({ length: tries }, () => freshName("timed"));
  await database().webUser.createMany({
    data: logins.map((login) => ({ i_customer, login, login_key: login, password_hash })),
  });
  return logins;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

it("a password is kept by argon2id at OWASP's cost: 19 MiB, two passes, one lane", async () => {
  expect(await hashPassword("correct horse battery")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it("unknown, wrong, blocked and out of scope take as long: 200 tries each, interleaved, a fresh login and address each", async () => {
  const password_hash = await hashPassword("correct horse battery");
  const [some, blocked, branded] = [
    await customer(1),
    await customer(1),
    await customer(1, { dns_alias: "timed.localhost" }),
  ];
  await database().block.create({
    data: { i_customer: blocked.i_customer, set_by_customer: 1, reason: "fraud" },
  });
  await database().customer.update({
    where: { i_customer: branded.i_customer },
    data: { alias_verified_at: new Date() },
  });
  const wrong = await people(some.i_customer, password_hash);
  const stopped = await people(blocked.i_customer, password_hash);
  const outside = await people(some.i_customer, password_hash);
  const cases: Record<string, (index: number) => [login: string, password: string, host: string]> = {
    "unknown login": () => [freshName("nobody"), "correct horse battery", "localhost"],
    "wrong password": (index) => [wrong[index] ?? "", "wrong horse battery", "localhost"],
    "blocked, wrong password": (index) => [stopped[index] ?? "", "wrong horse battery", "localhost"],
    // the right password on the host of somebody else's brand
    "out of scope": (index) => [outside[index] ?? "", "correct horse battery", "timed.localhost"],
  };
  const times = new Map(Object.keys(cases).map((name) => [name, [] as number[]]));
  for (let index = 0; index < tries; index += 1) {
    for (const [name, given] of Object.entries(cases)) {
      const [login, password, host] = given(index);
      const address = `10.${times.size}.${index}.${[...times.keys()].indexOf(name) * 60 + 1}`;
      const began = performance.now();
      const refusal = await signIn({ host, address, userAgent: "", local: false }, login, password).then(
        () => null,
        (error: unknown) => error,
      );
      times.get(name)?.push(performance.now() - began);
      expect(refusal instanceof Refusal && [refusal.code, refusal.reason?.key]).toEqual([401, "wrong_login"]);
    }
  }
  const medians = [...times].map(([name, all]) => [name, median(all)] as const);
  console.info(medians.map(([name, ms]) => `${name.padEnd(24)} ${ms.toFixed(2)} ms`).join("\n"));
  const all = medians.map(([, ms]) => ms);
  expect(Math.max(...all) / Math.min(...all) - 1).toBeLessThan(most);
}, 120_000);
