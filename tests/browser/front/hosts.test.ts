import { request as httpRequest } from "node:http";
import { expect, it } from "vitest";
import { givenBrowser, logIn, person } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

const alias = () => here.base.replace("localhost", "acme.localhost");

it("on a reseller's own host it and its customers log in and work; the log-in is good on that host alone", async () => {
  const { page } = await person({ baseURL: alias() });
  await logIn(page, "customer");
  expect(new URL(page.url()).host).toBe(new URL(alias()).host);
  await page.goto("/preferences");
  await page.fill('[name="city"]', "Hamilton");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Your preferences were saved").waitFor();
  expect(await page.inputValue('[name="city"]')).toBe("Hamilton");
  await page.goto(`${here.base}/overview`);
  expect(new URL(page.url()).pathname).toBe("/login");
});

it("on a reseller's own host a stranger with the right password gets the answer for a wrong one", async () => {
  const { page } = await person({ baseURL: alias() });
  for (const [login, password] of [
    ["ssp-root", "demo-portal-1"],
    ["reseller", "wrong password"],
  ] as const) {
    await page.goto("/login");
    await page.fill('[name="login"]', login);
    await page.fill('[name="password"]', password);
    await page.press('[name="password"]', "Enter");
    await page.getByText("Login or password is wrong.").waitFor();
  }
});

it("an unknown host gets a plain 421; health is answered on any", async () => {
  const ask = (path: string) =>
    new Promise<number | undefined>((done, failed) => {
      const { port } = new URL(here.base);
      httpRequest({ host: "127.0.0.1", port, path, headers: { host: "unknown.example" } }, ({ statusCode }) =>
        done(statusCode),
      )
        .on("error", failed)
        .end();
    });
  expect([await ask("/login"), await ask("/health"), await ask("/health/ready")]).toEqual([421, 200, 200]);
});

it("the demonstration's password does not work through a proxy that nobody declared", async () => {
  const { page } = await person({ extraHTTPHeaders: { "x-forwarded-for": "127.0.0.1" } });
  await page.goto("/login");
  await page.fill('[name="login"]', "customer");
  await page.fill('[name="password"]', "demo-portal-1");
  await page.press('[name="password"]', "Enter");
  await page.getByText("Login or password is wrong.").waitFor();
});
