import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { linesOf } from "@/server/files/pdf/break-lines";
import { readyFonts } from "@/server/files/pdf/fonts";
import { drawReceipt } from "@/server/files/pdf/receipt";
import { fromLeftToRight, readParagraph, unitsOf, widthOf } from "@/server/files/pdf/text-units";
import { receiptPdf } from "@/server/money/receipt-pdf";
import { receiptText } from "@/server/money/receipt-text";
import { fc } from "@/tests/chance";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { squeezed, textsOfPdf } from "../../pdf-text";
import { mailsTo } from "../identity/mailed";

givenFreshDatabase();
beforeAll(readyFonts);

const {
  customerAddFunds,
  deleteCustomer,
  getCustomerInfo,
  getReceipt,
  listHistory,
  listLedger,
  mailReceipt,
} = operations;
const { saveBrand, setPreferences, updateCustomer, updateOwnData } = operations;

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
    const { customer: whole } = await getCustomerInfo(parent.actor, { i_customer: parent.i_customer });
    const parentName = whole.name;
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
      buyer: { name, lines: [] },
      email: "",
      issuer: expect.objectContaining({ seller: { name: parentName, lines: [] }, told: null }),
    });
    // a customer reads no names of those above it, not even the seller's
    const own = await getReceipt(child.actor, of);
    expect(own).toEqual({ ...seen, by: null, issuer: { ...seen.issuer, seller: null } });
    expect(JSON.stringify(own)).not.toContain(parentName);
  });

  it("names buyer and seller with their addresses: of the seller what it has said for receipts", async () => {
    const { parent, child, of } = await scene();
    const contact = {
      company_name: "Acme Ltd",
      street_addr: "1 Main St\nFloor 2",
      postal_code: "0150",
      city: "Oslo",
    };
    await updateCustomer(parent.actor, { i_customer: child.i_customer, ...contact, country: "Norway" });
    await updateOwnData(parent.actor, { company_name: "Secret Holding", city: "Bergen" });
    const acme = { name: "Acme Ltd", lines: ["1 Main St", "Floor 2", "0150 Oslo", "Norway"] };
    const [above, below] = [await getReceipt(parent.actor, of), await getReceipt(child.actor, of)];
    expect(above).toMatchObject({
      buyer: acme,
      issuer: { seller: { name: "Secret Holding", lines: ["Bergen"] } },
    });
    expect(below).toMatchObject({ buyer: acme, issuer: { seller: null } });

    await saveBrand(parent.actor, { i_customer: parent.i_customer, product_name: "Blue Voice" });
    const branded = { name: "Blue Voice", lines: [] };
    expect((await getReceipt(child.actor, of)).issuer).toMatchObject({ seller: branded, isSaid: false });
    const said = { receipt_name: "Blue Voice AS", receipt_address: "Kai 4\n5003 Bergen" };
    await setPreferences(parent.actor, { i_customer: parent.i_customer, ...said });
    for (const actor of [parent.actor, child.actor])
      expect((await getReceipt(actor, of)).issuer).toMatchObject({
        seller: { name: "Blue Voice AS", lines: ["Kai 4", "5003 Bergen"] },
        brand: "Blue Voice",
      });
  });

  it("tells the parent who from above it has read its customer's address", async () => {
    const { parent, of } = await scene();
    const above = await actorOf(1);
    await getReceipt(above, of);
    const { entries } = await listHistory(parent.actor, { what: "getCustomerInfo" });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ i_customer: of.i_customer, by: null });
  });

  it("is mailed to the customer as it may read it, and the history tells to whom; never without an address or a right", async ({
    skip,
  }) => {
    const { parent, child, of } = await scene();
    expect(await refusalOf(mailReceipt(parent.actor, of))).toMatchObject({ code: 409 });
    const email = `${freshName("mail").replaceAll(" ", ".")}@example.com`;
    await updateCustomer(parent.actor, { i_customer: of.i_customer, email, i_lang: "ru" });
    expect(await mailReceipt(parent.actor, of)).toEqual({ sent_to: email });
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ kind: "receipt", values: { number: of.i_entry } });
    const { attachment } = mail ?? {};
    expect(attachment).toMatchObject({
      filename: `receipt-${of.i_entry}.pdf`,
      contentType: "application/pdf",
    });
    const pdf = Buffer.from(attachment?.content ?? "", "base64");
    const { entries } = await listHistory(parent.actor, { what: "mailReceipt" });
    expect(entries).toHaveLength(1);
    // the customer itself may have it mailed, somebody who only reports and a neighbour may not
    expect(await mailReceipt(child.actor, of)).toEqual({ sent_to: email });
    expect(await refusalOf(mailReceipt({ ...parent.actor, access_level: "REPORTER" }, of))).toMatchObject({
      code: 403,
    });
    expect(await refusalOf(mailReceipt((await customer(1)).actor, of))).toMatchObject({ code: 404 });
    for (let time = 0; time < 3; time += 1) await mailReceipt(parent.actor, of);
    expect(await refusalOf(mailReceipt(parent.actor, of))).toMatchObject({ code: 429 });
    // at the end, since it skips the test where no reader is there
    for (const { text } of await textsOfPdf(pdf, skip)) {
      expect(text).toContain(`Квитанция ${of.i_entry}`);
      expect(text).toContain("Ваш провайдер");
      expect(text).not.toContain(parent.actor.login);
    }
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
  parties: [],
  kind: "Payment",
  amount: "$12.50",
  rows: [],
  accent: "#3d57c9",
  contact: "",
  language: "en",
  at: new Date(),
} as const;

/** A text that a receipt tells, as two programs find it there. */
async function saidOf(value: string, skip: (note: string) => void): Promise<string[]> {
  const pdf = await drawReceipt({ ...plain, rows: [["Note", value]] });
  return (await textsOfPdf(pdf, skip)).map(({ text }) => squeezed(text));
}

/** A receipt in English as its PDF. */
async function drawn(actor: Actor, of: { readonly i_customer: number; readonly i_entry: string }) {
  const receipt = await getReceipt(actor, of);
  const text = receiptText(receipt, "en", "America/New_York");
  return { text, pdf: await receiptPdf(database(), receipt, text) };
}

describe("a receipt as a PDF", () => {
  it.for([
    ["marks", "Ágúst Müller Ķīž Đặng Țară ș Łódź Ğ ẞ x̌ q̃ é"],
    ["Cyrillic", "ООО «Рога и копыта», Ёлкин, Їжак, Ґудз, м’ята, обʼєкт"],
    ["Greek", "Κώστας Ἀθηνᾶ"],
    ["Georgian and Armenian", "შპს საქართველო Հայաստան"],
    ["Hebrew", "חברת שלום"],
    ["Hebrew with points", "שָׁלוֹם"],
    ["Arabic", "شركة النور للاتصالات لا إله"],
    ["Persian", "می‌خواهم گچپژ"],
    ["Thai", "บริษัทไทยจำกัดน้ำ"],
    ["Thai, a word after each", "น้ำใจ กำไร ทำดี"],
    ["Hindi", "हिन्दीकंपनीकिताबक्षत्रिय"],
    ["Chinese", "汉字漢字，北京。"],
    ["Japanese", "株式会社ひらがなカタカナ々ー"],
    ["Hindi, a company", "श्री गणेश एंड संस प्रा. लि. (मुंबई) — १२३"],
    ["Urdu and Kurdish", "ٹیلی فون کمپنی ھہےں کۆمپانیای ڕۆژ"],
    ["Korean", "주식회사한국"],
    ["emoji", "👍👨‍👩‍👧❤️🇩🇪👍🏽"],
    ["joiners alone", "a \u200d b"],
    ["what no font has", "𓀀𓁐"],
    ["what a font would join", "-> 3x4 ffi fl => != '"],
    ["what a PDF means itself", "<script>alert(1)</script> (\\) endobj >> stream"],
  ] as const)("gives back what was written: %s", async ([_what, text], { skip }) => {
    for (const said of await saidOf(text, skip)) expect(said).toContain(squeezed(text));
  });

  it("gives back amounts, numbers and Latin words among Arabic ones, each whole", async ({ skip }) => {
    for (const said of await saidOf("دفع 1,234.50 USD (فاتورة INV-7) شكرا", skip))
      for (const word of ["دفع", "1,234.50", "USD", "فاتورة", "INV-7", "شكرا"]) expect(said).toContain(word);
  });

  it("tells control characters by their number, and lets none turn a line round", async ({ skip }) => {
    for (const said of await saidOf("\u202egnp.exe a\u0007b\tc", skip))
      expect(said).toContain("U+202Egnp.exeaU+0007bc");
  });

  it("gives back any text of letters that its fonts have, together with their marks", async ({ skip }) => {
    const word = fc.string({
      unit: fc.constantFrom(..."aéñǻķțßæøżłďĐИйЁїґΩώžű0123456789&@€’ʼ«»—-"),
      minLength: 1,
      maxLength: 12,
    });
    const texts = fc.array(word, { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (words) => {
        for (const said of await saidOf(words.join(" "), skip)) expect(said).toContain(words.join(""));
      }),
      { numRuns: 4 },
    );
  });

  it("is drawn of any text, whether or not its marks have letters to stand on", async () => {
    const scripts = fc.constantFrom(..."aéשאंकि้ำกم َُّשָׁبক🏽👩\u200d\ufe0f\u0301 (".split(""), " َ", "𓀀");
    const texts = fc.array(fc.string({ unit: scripts, minLength: 1, maxLength: 8 }), { minLength: 30 });
    await fc.assert(
      fc.asyncProperty(texts, async (words) => {
        const rows = words.map((word) => ["Note", word] as const);
        expect((await drawReceipt({ ...plain, rows })).length).toBeGreaterThan(1_000);
      }),
      { numRuns: 10 },
    );
  });

  it("has the logo of who issues it, the number and the day at its right, and whom to ask at the foot", async ({
    skip,
  }) => {
    const { parent, of } = await scene();
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="80" height="20" fill="#0f766e"/></svg>`;
    const brand = { product_name: "Blue Voice", accent: "#ffffff", support_email: "help@blue.example" };
    await saveBrand(parent.actor, { i_customer: parent.i_customer, ...brand });
    const named = await drawn(parent.actor, of);
    expect(named.text).toMatchObject({
      brand: "Blue Voice",
      day: "Nov 20, 2026",
      contact: "help@blue.example",
    });
    // a white rule would not be seen
    expect(named.text.accent).not.toBe("#ffffff");
    await saveBrand(parent.actor, {
      i_customer: parent.i_customer,
      ...brand,
      accent: "#facc15",
      logo_light: new TextEncoder().encode(svg),
    });
    const pictured = await drawn(parent.actor, of);
    expect(pictured.text.accent).toBe("#facc15");
    expect(named.pdf.toString("latin1")).not.toContain("/Subtype /Image");
    expect(pictured.pdf.toString("latin1")).toContain("/Subtype /Image");
    for (const { pdf, has } of [
      { ...named, has: true },
      { ...pictured, has: false },
    ])
      for (const { text } of await textsOfPdf(pdf, skip)) {
        expect(text.includes("Blue Voice\n") || /Blue Voice\s+Receipt/.test(text)).toBe(has);
        expect(text.trimEnd()).toMatch(/help@blue\.example$/);
        expect(text).toContain(`Receipt ${of.i_entry}`);
      }
  });

  it("goes on to another page with a long note, and breaks words that are wider than the line", async ({
    skip,
  }) => {
    for (const said of await saidOf(`${"word ".repeat(900)}${"x".repeat(1024)}`, skip)) {
      expect(said.match(/word/g)).toHaveLength(900);
      expect(said).toContain("x".repeat(1024));
    }
  });

  it("breaks lines between the words of Thai and Chinese, which have no blanks", () => {
    for (const text of ["ภาษาไทยง่ายนิดเดียว".repeat(8), "漢字汉字北京。".repeat(20)]) {
      const paragraph = readParagraph(text);
      const lines = linesOf(paragraph, 10, 200);
      expect(lines.length).toBeGreaterThan(2);
      expect(lines.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
      for (const { start, end } of lines) {
        const wide = unitsOf(paragraph, start, end).reduce((sum, unit) => sum + widthOf(unit) * 10, 0);
        expect(wide).toBeLessThanOrEqual(200.001);
        expect(text.slice(start, end)).not.toMatch(/^[。\p{M}]/u);
      }
    }
  });

  it("orders what runs from right to left as Unicode has it, with its brackets and numbers", () => {
    const paragraph = readParagraph("שלום (abc) 12");
    const shown = fromLeftToRight(unitsOf(paragraph, 0, paragraph.text.length)).map(({ text }) => text);
    expect(shown).toEqual(["12", " ", ")", "abc", "(", " ", "שלום"]);
  });
});
