import { expect, it } from "vitest";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { judgePassword, judgePasswordByLink } from "@/server/identity/password/judge-password";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "./mailed";

givenFreshDatabase();

const visitor = { host: "localhost", address: "192.0.2.77", userAgent: "", local: false };

it("a password is judged while it is typed by the policy in force: one's own, a sub-customer's, a mailed link's", async () => {
  const email = "judged@example.com";
  const { actor, i_customer } = await customer(1, { web_login: freshName("judged"), email });
  const below = await customer(i_customer, { i_password_policy: 2, web_password: "Correct horse battery 1" });
  const keys = async (whose: number | null, password: string) =>
    (await judgePassword(actor, whose, password)).problems.map(({ key }) => key);
  expect(await keys(null, "short")).toEqual(["password_too_short", "password_common"]);
  expect(await keys(null, actor.login ?? "")).toEqual(["password_is_login"]);
  expect(await keys(null, "tenletters")).toEqual([]);
  expect(await keys(below.i_customer, "tenletters")).toEqual(["password_too_short", "password_classes"]);
  await (await requestReset(visitor, actor.login ?? "")).done;
  const held = (await exchangeLink((await mailsTo(email)).at(-1)?.token ?? "")) ?? "";
  expect((await judgePasswordByLink(held, "short"))?.problems).toHaveLength(2);
  expect(await judgePasswordByLink("nothing", "short")).toBeNull();
});

it("nothing is learnt about others' policies by asking, whatever is asked for", async () => {
  const { actor } = await customer(1);
  const strict = await customer(1, { i_password_policy: 2, web_password: "Correct horse battery 1" });
  for (const whose of [strict.i_customer, 1, 999_999, -1]) {
    expect((await judgePassword(actor, whose, "tenletters")).policy).toBe(1);
  }
});
