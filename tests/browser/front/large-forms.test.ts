import { request as openRequest } from "node:http";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { filledIn } from "../../ground/plain-browser";
import { givenBrowser, loggedIn } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

const MB = 1_000_000;
const css = "a { color: red }\n".repeat((5 * MB) / 17);
const logo = { name: "logo.png", mimeType: "image/png", buffer: Buffer.alloc(5 * MB) };

async function openEditor(page: Page): Promise<string> {
  const id = /customers\/(\d+)/.exec(await (await page.request.get("/overview")).text())?.[1];
  await page.goto(`/customers/${id}/branding/edit`);
  return new URL(page.url()).pathname;
}

/** Puts a long text into a field, as pasting does, but hides the field, since laying it out takes a minute. */
async function paste(page: Page, field: string, text: string): Promise<void> {
  await page
    .locator(field)
    .first()
    .evaluate((one: HTMLTextAreaElement, value) => {
      one.style.display = "none";
      one.value = value;
    }, text);
}

const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();
const problems = async (page: Page) => (await page.locator("form .field-problem").allTextContents()).sort();

it("a form that is too large is told so before it is sent, and keeps all that was typed", async () => {
  const { page } = await loggedIn("customer");
  await openEditor(page);
  await page.fill('[name="product_name"]', "Kept");
  await page.setInputFiles('[name="logo_light"][type="file"]', logo);
  await paste(page, '[name="css"]', css);
  const sent: string[] = [];
  page.on(
    "request",
    (one) => one.method() === "POST" && (one.postDataBuffer()?.length ?? 0) > MB && sent.push(one.url()),
  );
  await save(page);
  await expect.poll(() => problems(page)).toEqual(["At most 512 KiB.", "At most 64 KiB."]);
  expect(await page.inputValue('[name="product_name"]')).toBe("Kept");
  expect((await page.inputValue('[name="css"]')).length).toBe(css.length);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("logo_light");
  // the corrected form goes out
  await page.setInputFiles('[name="logo_light"][type="file"]', []);
  await paste(page, '[name="css"]', "a { color: red");
  await save(page);
  await expect.poll(() => problems(page)).toEqual([expect.stringContaining("not closed")]);
  expect(await page.inputValue('[name="product_name"]')).toBe("Kept");
});

it("without JavaScript it comes back with sentences beside its fields and the rest of what was typed", async () => {
  const { page } = await loggedIn("customer", { javaScriptEnabled: false });
  await openEditor(page);
  await page.fill('[name="product_name"]', "Kept");
  await page.setInputFiles('[name="logo_light"][type="file"]', logo);
  await paste(page, '[name="css"]', css);
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST"),
    save(page),
  ]);
  expect(answer.status()).toBe(413);
  expect(await problems(page)).toEqual(["At most 512 KiB.", "At most 64 KiB."]);
  expect(await page.inputValue('[name="product_name"]')).toBe("Kept");
});

it("a note of 3 MB is refused beside its field, with and without JavaScript", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await loggedIn("customer", { javaScriptEnabled });
    const id = /customers\/(\d+)/.exec(await (await page.request.get("/overview")).text())?.[1];
    await page.goto(`/customers/${id}/notes`);
    await paste(page, "textarea", "x".repeat(3.5 * MB));
    await page.locator("form:has(textarea) button[type=submit]").first().click();
    await page.locator("form .field-problem").first().waitFor();
    expect(await page.locator("form .field-problem").first().textContent()).toMatch(/At most/);
  }
});

it("a file of 200 MB is read to its end, and the form comes back with a sentence beside its field", async () => {
  const { context, page } = await loggedIn("customer");
  const path = await openEditor(page);
  const form = filledIn(await (await context.request.get(path)).text(), { product_name: "Kept" });
  const boundary = "a-boundary";
  const head = [...form]
    .map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join("");
  const start = `${head}--${boundary}\r\ncontent-disposition: form-data; name="favicon"; filename="f.png"\r\n\r\n`;
  const end = `\r\n--${boundary}--\r\n`;
  const piece = Buffer.alloc(MB);
  const cookies = await context.cookies();
  const { status, text } = await new Promise<{ status: number | undefined; text: string }>((done, failed) => {
    const sending = openRequest(new URL(path, here.base), {
      method: "POST",
      headers: {
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
        origin: new URL(here.base).origin,
        "content-type": `multipart/form-data; boundary=${boundary}`,
        "content-length": Buffer.byteLength(start) + 200 * MB + Buffer.byteLength(end),
      },
    });
    sending.on("error", failed);
    sending.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => done({ status: response.statusCode, text }));
    });
    sending.write(start);
    let left = 200;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (!sending.write(piece)) return void sending.once("drain", more);
      }
      sending.end(end);
    };
    more();
  });
  expect(status).toBe(413);
  expect(text).toContain("At most 512 KiB.");
  expect(text).toContain('value="Kept"');
});
