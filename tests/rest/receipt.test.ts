import { expect, it } from "vitest";
import { customer, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { squeezed, textsOfPdf } from "../pdf-text";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

it("a receipt is JSON, or a PDF in the caller's language, as Accept says", async ({ skip }) => {
  const { i_customer, actor } = await customer();
  const key = await keyOf(actor);
  const sub = (await customer(i_customer, { i_tariff: await tariff(i_customer) })).i_customer;
  const paid = await ask("POST", `/customers/${sub}/payments`, { key, body: { amount: "12.500000" } });
  const at = `/customers/${sub}/ledger/${paid.body.i_entry}/receipt`;
  expect((await ask("GET", at, { key })).body.i_entry).toBe(paid.body.i_entry);
  for (const [language, word] of [
    ["en", "Receipt"],
    ["ru", "Квитанция"],
  ] as const) {
    const response = await fetch(`${rest.url}${at}`, {
      headers: { authorization: `Bearer ${key}`, accept: "application/pdf", "accept-language": language },
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const texts = await textsOfPdf(Buffer.from(await response.arrayBuffer()), skip);
    expect(squeezed(JSON.stringify(texts))).toContain(squeezed(word));
  }
  expect((await ask("GET", "/customers/self", { key, headers: { accept: "application/pdf" } })).status).toBe(
    406,
  );
});
