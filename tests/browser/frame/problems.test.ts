import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, person } from "../stage/browser";

givenBrowser();

const at = (key: string) => `/api/v1/problems/${key}`;

it.each([true, false])(
  "anybody reads what a problem of the API means and what to do, in both languages (JavaScript: %j)",
  async (javaScriptEnabled) => {
    const { page } = await person({ javaScriptEnabled });
    expect((await page.goto(at("throttled")))?.status()).toBe(200);
    expect(await page.locator("h1").textContent()).toBe("throttled");
    expect(await page.locator("main").textContent()).toContain("Try again in {seconds} seconds.");
    expect(await page.locator("main").textContent()).toContain("Retry-After");
    await page.getByRole("button", { name: "Русский" }).click();
    await page.getByText("Что делать").waitFor();
    expect(new URL(page.url()).pathname).toBe(at("throttled"));
    expect(await page.locator("main").textContent()).toContain("Повторите через {seconds} секунды.");
    // advice of its own is for few
    await page.goto(at("taken"));
    await page.getByText("В detail сказано").waitFor();
  },
);

it("a key that there is not has no page", async () => {
  const { page } = await person();
  for (const key of ["nothing", "constructor", "advice.key_area", "%7B"])
    expect((await page.goto(at(key)))?.status(), key).toBe(404);
});

it.each(["light", "dark"] as const)(
  "the page of a problem is one that everybody can use, %s",
  async (colorScheme) => {
    const { page } = await person({ colorScheme });
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      // the longest key, and words beside code
      for (const key of ["unsupported_media_type", "throttled"]) {
        await page.goto(at(key));
        expect(await problemsOf(page), key).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), key).toBeLessThanOrEqual(
          width,
        );
      }
    }
  },
);
