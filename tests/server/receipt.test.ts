import { describe, expect, it } from "vitest";
import { operations } from "@/server/operations";
import { drawReceipt } from "@/server/pdf/receipt";
import { customer, freshName, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { textOfPdf } from "../pdf-text";

givenFreshDatabase();

const { customerAddFunds, deleteCustomer, getReceipt, listLedger } = operations;

/** Creates a reseller, a sub-customer, and a payment that the reseller booked. */
async function scene() {
  const parent = await customer(1);
  const name = freshName("payer");
  const child = await customer(parent.i_customer, { name });
  const { i_customer } = child;
  const { i_entry } = await customerAddFunds(parent.actor, {
    i_customer,
    amount: "12.5",
    payment_notes: "Invoice 7",
    payment_date: "2026-11-20",
  });
  return { parent, child, name, of: { i_customer, i_entry } };
}

describe("a receipt", () => {
  it("says what was booked, to those above and to the customer itself, who reads 'your provider'", async () => {
    const { parent, child, name, of } = await scene();
    const seen = await getReceipt(parent.actor, of);
    expect(seen).toEqual({
      ...of,
      name,
      at: expect.any(Date),
      kind: "payment",
      amount: "12.500000",
      currency: "USD",
      balance_before: "0.000000",
      balance_after: "12.500000",
      note: "Invoice 7",
      payment_date: "2026-11-20",
      by: parent.actor.login,
    });
    expect(await getReceipt(child.actor, of)).toEqual({ ...seen, by: null });
  });

  it("is nobody else's: not a neighbour's, not one's parent's, not another customer's by its number", async () => {
    const { parent, child, of } = await scene();
    const stranger = await customer(1);
    const [opening] = (await listLedger(parent.actor, { i_customer: parent.i_customer })).entries;
    const nobody = await refusalOf(getReceipt(stranger.actor, { ...of, i_entry: "999999999" }));
    expect(nobody.code).toBe(404);
    for (const call of [
      () => getReceipt(stranger.actor, of),
      () => getReceipt(child.actor, { i_customer: parent.i_customer, i_entry: opening?.i_entry }),
      () => getReceipt(child.actor, { i_customer: child.i_customer, i_entry: opening?.i_entry }),
      () => getReceipt(parent.actor, { ...of, i_customer: parent.i_customer }),
      () => getReceipt(parent.actor, { ...of, i_entry: "-1" }),
      () => getReceipt(parent.actor, { ...of, i_entry: "9".repeat(40) }),
    ])
      expect(await refusalOf(call())).toEqual(nobody);
  });

  it("of a deleted customer stays readable to those above", async () => {
    const { parent, of, name } = await scene();
    await deleteCustomer(parent.actor, { i_customer: of.i_customer });
    expect(await getReceipt(parent.actor, of)).toMatchObject({ name, amount: "12.500000" });
    const stranger = await customer(1);
    expect(await refusalOf(getReceipt(stranger.actor, of))).toMatchObject({ code: 404 });
  });
});

const plain = {
  brand: "Trellis",
  title: "Receipt 42",
  kind: "Payment",
  amount: "$12.50",
  rows: [],
  language: "en",
  at: new Date(),
} as const;

/** What a receipt with one row says. */
async function saidOf(label: string, value: string): Promise<string> {
  return textOfPdf(await drawReceipt({ ...plain, rows: [[label, value]] }, false)).join("\n");
}

describe("a receipt as a PDF", () => {
  it("holds its text, which can be searched, in Latin and Cyrillic letters", async () => {
    const said = textOfPdf(
      await drawReceipt(
        {
          ...plain,
          title: "Квитанция 42",
          amount: "1\u00a0000,50\u00a0€",
          rows: [
            ["Клиент", "ООО «Рога и копыта», Ёлкин"],
            ["Customer", "Ágúst Müller Ķīž"],
          ],
          language: "ru",
        },
        false,
      ),
    ).join("");
    for (const text of [
      "Trellis",
      "Квитанция 42",
      "1\u00a0000,50\u00a0€",
      "Рога и копыта",
      "Ёлкин",
      "Ágúst Müller Ķīž",
    ])
      expect(said).toContain(text);
  });

  it.each([
    ["<script>alert(1)</script> (\\) endobj >> stream", "<script>alert(1)</script> (\\) endobj >> stream"],
    ["\u202egnp.exe", "?gnp.exe"],
    ["漢字", "??"],
    ["👍", "?"],
    ["a\u0007b\tc", "a?b?c"],
  ])("draws %j as it is, and '?' for what no font has", async (value, drawn) => {
    expect((await saidOf("Note", value)).replaceAll("\n", "")).toContain(drawn);
  });

  it("goes on to another page with a long note, and breaks words that are wider than the line", async () => {
    const said = await saidOf("Note", `${"word ".repeat(900)}${"x".repeat(1024)}`);
    expect(said.match(/word/g)).toHaveLength(900);
    expect(said.replaceAll("\n", "")).toContain("x".repeat(1024));
    const file = await drawReceipt({ ...plain, rows: [["Note", "line\n".repeat(120)]] }, false);
    expect(file.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(1);
  });

  it("is a sound file: pdfkit's end, one cross-reference, and fonts with outlines", async () => {
    const file = (await drawReceipt(plain)).toString("latin1");
    expect(file.startsWith("%PDF-1.")).toBe(true);
    expect(file.trimEnd().endsWith("%%EOF")).toBe(true);
    expect(file.match(/\/FontFile2/g)?.length).toBeGreaterThan(0);
  });
});
