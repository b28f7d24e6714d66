import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { lookForBrandChanges } from "@/server/brand/changes/watch-changes";
import { brandOf } from "@/server/brand/find-brand";
import { judgeTokens } from "@/server/brand/judge-tokens";
import { findStyle } from "@/server/brand/restyle";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getBrand, previewBrand, saveBrand, updateCustomer } = operations;

async function pathOf(i_customer: number): Promise<string> {
  return (await database().customer.findUniqueOrThrow({ where: { i_customer } })).path;
}

/** The stylesheet that a customer's pages load. */
async function servedTo(i_customer: number): Promise<string> {
  const address = (await brandOf(await pathOf(i_customer)))?.stylesheet ?? "";
  return (await findStyle(database(), /\/branding\/(\w+)\.css$/.exec(address)?.[1] ?? "")) ?? "";
}

/** Makes a picture of one colour. */
async function picture(width: number, height: number, format: "png" | "jpeg" | "webp"): Promise<Uint8Array> {
  const drawn = sharp({ create: { width, height, channels: 3, background: "#0f766e" } });
  return new Uint8Array(await drawn.toFormat(format).toBuffer());
}

describe("a brand", () => {
  it("is the nearest on the way up, as a whole; without any it is the service's own", async () => {
    const top = await customer();
    const middle = await customer(top.i_customer);
    const bottom = await customer(middle.i_customer);
    expect(await brandOf(await pathOf(bottom.i_customer))).toBeNull();
    await saveBrand(top.actor, { i_customer: top.i_customer, product_name: "Top Voice", accent: "#0f766e" });
    expect(await brandOf(await pathOf(bottom.i_customer))).toMatchObject({ product_name: "Top Voice" });
    await saveBrand(middle.actor, { i_customer: middle.i_customer, accent: "#b91c1c" });
    const nearest = await brandOf(await pathOf(bottom.i_customer));
    expect(nearest).toMatchObject({ i_customer: middle.i_customer, product_name: "", accent: "#b91c1c" });
    await saveBrand(middle.actor, { i_customer: middle.i_customer });
    expect(await brandOf(await pathOf(bottom.i_customer))).toMatchObject({ i_customer: top.i_customer });
    const asked = { i_customer: bottom.i_customer };
    expect(await getBrand(bottom.actor, asked)).toMatchObject({ from: "above", owner: null });
    expect(await getBrand(middle.actor, asked)).toMatchObject({ from: "above", owner: null });
    const { customer: owner } = await operations.getCustomerInfo(top.actor, { i_customer: top.i_customer });
    expect(await getBrand(top.actor, asked)).toMatchObject({ from: "below", owner: owner.name });
  });

  it("is served as one stylesheet by its hash: what was chosen in fields first, its own rules after, in its region", async () => {
    const { i_customer, actor } = await customer();
    const css = ":root { --brand-accent: #b91c1c } [data-part=sidebar] { color: red }";
    await saveBrand(actor, { i_customer, accent: "#0f766e", css });
    const served = await servedTo(i_customer);
    expect(served).toContain("@layer brand-tokens{:root{--brand-accent:#b91c1c;--brand-on-accent:#ffffff}}");
    expect(served).toMatch(/@layer brand\{.*\[data-brand-region\] \[data-part="sidebar"\].*\{color:red\}/);
    const before = await brandOf(await pathOf(i_customer));
    await saveBrand(actor, { i_customer, accent: "#0f766e", css });
    expect((await brandOf(await pathOf(i_customer)))?.stylesheet).toBe(before?.stylesheet);
  });

  it("changes with the stylesheet that a program sets, and is a version all the same", async () => {
    const reseller = await customer();
    const { i_customer } = await customer(reseller.i_customer, { css: "p{color:red}" });
    expect(await servedTo(i_customer)).toContain("color:red");
    await updateCustomer(reseller.actor, { i_customer, css: "p{color:green}" });
    expect(await servedTo(i_customer)).toContain("color:green");
    const { versions } = await getBrand(reseller.actor, { i_customer });
    expect(versions).toHaveLength(2);
    const first = await getBrand(reseller.actor, {
      i_customer,
      i_brand_version: versions.at(-1)?.i_brand_version,
    });
    expect(first.own.css).toBe("p{color:red}");
  });

  it("costs no query once it is known, and is forgotten when another process changed one", async () => {
    const { i_customer, actor } = await customer();
    await saveBrand(actor, { i_customer, product_name: "Known" });
    const path = await pathOf(i_customer);
    await lookForBrandChanges();
    await brandOf(path);
    expect((await countStatements(() => brandOf(path))).count).toBe(0);
    await database().$transaction(async (db) => {
      await db.brand.update({ where: { i_customer }, data: { product_name: "Changed elsewhere" } });
      await db.brandChange.create({ data: {} });
    });
    await lookForBrandChanges();
    expect(await brandOf(path)).toMatchObject({ product_name: "Changed elsewhere" });
  });

  it("of somebody who knows it not is told to nobody: who saved it above the reader is nobody by name", async () => {
    const reseller = await customer();
    const { i_customer, actor } = await customer(reseller.i_customer);
    await saveBrand(reseller.actor, { i_customer, product_name: "Given" });
    expect((await getBrand(actor, { i_customer })).versions[0]?.by).toBeNull();
    expect((await getBrand(reseller.actor, { i_customer })).versions[0]?.by).toBe(reseller.actor.login);
  });
});

it("what a program of before made is made anew once, from what stands there then; a newer one's is left", async () => {
  const { i_customer, actor } = await customer();
  await saveBrand(actor, { i_customer, accent: "#0f766e" });
  const path = await pathOf(i_customer);
  const versionIs = async (style_version: number) => {
    await database().brand.update({ where: { i_customer }, data: { style_version, style_hash: "old" } });
    await database().brandChange.create({ data: {} });
    await lookForBrandChanges();
    return (await brandOf(path))?.stylesheet;
  };
  expect(await versionIs(999)).toBe("/branding/old.css");
  const made = await versionIs(0);
  expect(made).toMatch(/^\/branding\/[0-9a-f]{32}\.css$/);
  expect(await servedTo(i_customer)).toContain("#0f766e");
});

it("whoever starts from the brand of somebody above reads what is served of it, and nothing that was noted in it", async () => {
  const top = await customer();
  const { i_customer, actor } = await customer(top.i_customer);
  const css = "/* for our eyes, Jane */ p { color: red; background: url(https://intranet.example/x) }";
  await saveBrand(top.actor, { i_customer: top.i_customer, product_name: "Top", css });
  const { own } = await getBrand(actor, { i_customer, start: "parent" });
  expect(own.values.product_name).toBe("Top");
  expect(own.css).toContain("color:red");
  expect(own.css).not.toMatch(/Jane|intranet/);
  const reporter = { ...actor, access_level: "REPORTER" as const };
  expect((await refusalOf(getBrand(reporter, { i_customer, start: "parent" }))).code).toBe(403);
  expect(JSON.stringify(await getBrand(actor, { i_customer }))).not.toContain(
    `"i_customer":${top.i_customer}`,
  );
  // saving it unchanged keeps the look
  await saveBrand(actor, { i_customer, product_name: "Top", css: own.css });
  expect(await servedTo(i_customer)).toBe(await servedTo(top.i_customer));
});

it("a brand that is saved as it is makes no version; no more than fifty are kept", async () => {
  const { i_customer, actor } = await customer();
  for (let time = 0; time < 3; time += 1) await saveBrand(actor, { i_customer, accent: "#0f766e" });
  expect(await database().brandVersion.count({ where: { i_customer } })).toBe(1);
});

describe("a picture of a brand", () => {
  it("is there for its customer and those below, and is none for somebody beside who knows its hash", async () => {
    const { i_customer, actor } = await customer();
    const below = await customer(i_customer);
    const beside = await customer();
    await saveBrand(actor, { i_customer, logo_light: await picture(90, 30, "png") });
    const { own } = await getBrand(actor, { i_customer });
    const logo_light = own.logo_light ?? "";
    await saveBrand(below.actor, { i_customer: below.i_customer, logo_light });
    expect(
      await refusalOf(saveBrand(beside.actor, { i_customer: beside.i_customer, logo_light })),
    ).toMatchObject({ code: 400, attribute: "logo_light", key: "picture_expected" });
  });

  it("is drawn anew, as large as it is shown, whatever was sent; a favicon is square", async () => {
    const { i_customer, actor } = await customer();
    for (const format of ["png", "jpeg", "webp"] as const) {
      const sent = { logo_light: await picture(2400, 300, format), favicon: await picture(90, 30, format) };
      await saveBrand(actor, { i_customer, ...sent });
      const brand = await brandOf(await pathOf(i_customer));
      expect(brand?.logo_light).toMatchObject({ width: 1024, height: 128 });
      const files = await database().brandFile.findMany({ where: { i_customer } });
      for (const { bytes, media_type } of files)
        expect(`image/${(await sharp(bytes).metadata()).format}`).toBe(media_type);
    }
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="alert(1)"><script>alert(1)</script><a href="https://evil.example/x.png"/><rect width="40" height="20" fill="red"/></svg>`;
    await saveBrand(actor, { i_customer, logo_light: new TextEncoder().encode(svg) });
    const [{ bytes } = { bytes: new Uint8Array() }] = await database().brandFile.findMany({
      where: { i_customer },
      orderBy: { created_at: "desc" },
      take: 1,
    });
    expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/script|evil|onload/);
  });

  it.each([
    ["a page", new TextEncoder().encode("<html><script>alert(1)</script></html>")],
    ["nothing but noise", new Uint8Array(1000).fill(7)],
    [
      "an SVG that would be drawn for minutes",
      new TextEncoder().encode(
        `<svg xmlns="http://www.w3.org/2000/svg" width="1800" height="1800"><filter id="f"><feTurbulence numOctaves="9"/></filter><rect width="1800" height="1800" filter="url(#f)"/></svg>`,
      ),
    ],
    ["a picture cut off", "cut"],
    ["more than 512 KiB", new Uint8Array(513 * 1024)],
    ["a picture of another customer", "0123456789abcdef0123456789abcdef"],
    ["something else", "logo.png"],
  ])("is refused where it is %s, and nothing is saved", async (_what, sent) => {
    const { i_customer, actor } = await customer();
    const logo_light = sent === "cut" ? (await picture(400, 400, "png")).slice(0, 200) : sent;
    const refused = await refusalOf(saveBrand(actor, { i_customer, product_name: "New", logo_light }));
    expect(refused).toMatchObject({ code: 400, attribute: "logo_light" });
    expect(await database().brand.count({ where: { i_customer } })).toBe(0);
  });
});

it.each([
  [{ accent: "red green" }, "accent"],
  [{ accent: "currentcolor" }, "accent"],
  [{ font: "Wingdings" }, "font"],
  [{ support_url: "javascript:alert(1)" }, "support_url"],
  [{ "footer_label.0": "Terms", "footer_href.0": "http://plain.example" }, "footer_href.0"],
  [{ "footer_label.0": "Terms" }, "footer_href.0"],
  [{ product_name: "x".repeat(41) }, "product_name"],
  [{ css: "p { color: red" }, "css"],
])("a brand of %o is refused, naming the field", async (values, attribute) => {
  const { i_customer, actor } = await customer();
  expect(await refusalOf(saveBrand(actor, { i_customer, ...values }))).toMatchObject({
    code: 400,
    attribute,
  });
});

it("a brand's colours count where nothing that must be read depends on them unreadably; a better one is proposed", async () => {
  expect(judgeTokens({ "--brand-surface": "#fdf6e3", "--brand-text": "#073642" }).contrast).toEqual([]);
  for (const tokens of [
    { "--brand-surface": "#888888" },
    { "--brand-text": "#ffffff" },
    { "--brand-dark-surface": "#ffffff" },
    { "--brand-dark-text": "#101010" },
  ]) {
    const { accepted, contrast } = judgeTokens(tokens);
    expect(accepted).toEqual({});
    expect(contrast).toHaveLength(1);
    const [{ token, proposed } = { token: "--brand-text" as const, proposed: null }] = contrast;
    expect(judgeTokens({ [token]: proposed ?? "" }).contrast).toEqual([]);
  }
  for (const bad of ["url(x)", "var(--x)", "#fff8", "red;}*{display:none"])
    expect(judgeTokens({ "--brand-surface": bad }).accepted).toEqual({});
  // the text chosen for an accent is readable on it
  for (const accent of ["#ffdd00", "#777777", "#000000", "#ffffff", "#0000ff"])
    expect(judgeTokens({ "--brand-accent": accent }).contrast).toEqual([]);
});

it("the colours of charts count whatever they are, since pages keep them in sight", () => {
  const tokens = { "--brand-chart": "#facc15", "--brand-chart-rest": "#000000" };
  expect(judgeTokens(tokens)).toEqual({ accepted: tokens, contrast: [] });
  expect(judgeTokens({ "--brand-chart": "url(x)" }).accepted).toEqual({});
});

it("a preview touches nothing but itself, and saves nothing", async () => {
  const { i_customer, actor } = await customer();
  const { css } = await previewBrand(actor, {
    i_customer,
    accent: "#0f766e",
    css: "html { color: red } .x, [data-part=table] > * { margin: 0 }",
  });
  // the condition for protected parts itself contains a comma
  const rules =
    css.replaceAll(":not([data-protected],[data-protected] *)", "").match(/[^{}]+(?=\{[^{]*\})/g) ?? [];
  expect(rules.length).toBeGreaterThan(2);
  for (const rule of rules) {
    for (const selector of rule.split(",")) expect(selector).toMatch(/^\[data-brand-preview\]/);
  }
  expect(await database().brand.count({ where: { i_customer } })).toBe(0);
});
