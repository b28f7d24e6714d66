import { readdirSync, readFileSync } from "node:fs";
import { platform } from "node:process";
import pg from "pg";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { boundedSvg } from "@/server/brand/picture/draw";
import { formatOf } from "@/server/brand/picture/format";
import { Undrawable } from "@/server/brand/picture/problems";
import { readPicture } from "@/server/brand/picture/read-picture";
import { drawApart } from "@/server/brand/picture/run";
import { inTurn } from "@/server/brand/picture/turn";
import { database } from "@/server/database/client";
import { Refusal } from "@/server/ground/refusal";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import type { Hostile } from "../../picture-corpus";
import { hostileRasters } from "../../picture-corpus/rasters";
import { hostileVectors, svg, zigzag } from "../../picture-corpus/vectors";

givenFreshDatabase();

let customers = 1_000_000;

/** Reads a picture for a customer that has sent none before. @returns the key of its refusal, or the drawn picture */
async function endOf(sent: Uint8Array, i_customer = ++customers) {
  try {
    return await readPicture(database(), { ...systemActor, i_customer }, "logo_light", sent);
  } catch (error) {
    if (error instanceof Refusal) return error.reason?.key;
    throw error;
  }
}

const [rasters, vectors] = [await hostileRasters(), await hostileVectors()];

describe("a hostile picture ends as a sentence or as a small picture", () => {
  it.each(rasters)("%s", async (_what, file, expected) => await demandEnd(await endOf(file), expected));

  // we refuse some by their text before drawing anything; tests/browser/front/pictures.test.ts sends all of them
  it.each(vectors)("%s", async (_what, file, expected) => {
    if (formatOf(file) !== "svg" || file.byteLength > 512 * 1024)
      return demandEnd(await endOf(file), expected);
    const refused = await boundedSvg(file).then(
      () => null,
      (error: unknown) => error,
    );
    if (refused === null) return demandEnd(await endOf(file), expected);
    expect(refused).toBeInstanceOf(Undrawable);
    if (expected !== "any") expect(refused).toMatchObject({ problem: expected });
  });
});

async function demandEnd(end: Awaited<ReturnType<typeof endOf>>, expected: Hostile[2]): Promise<void> {
  if (typeof end !== "object") {
    expect(end).toEqual(expected === "any" ? expect.any(String) : expected);
    return;
  }
  expect(["drawn", "any"]).toContain(expected);
  const drawn = await sharp(end.bytes).metadata();
  expect(drawn.format).toBe("webp");
  expect(drawn.pages ?? 1).toBe(1);
  expect(drawn.width <= 1024 && drawn.height <= 256).toBe(true);
  expect(Buffer.from(end.bytes).toString("latin1")).not.toMatch(/script|alert|evil/);
}

describe("what drawing programs write is drawn", () => {
  it.each([
    ["a byte order mark", `\ufeff${svg('<rect width="9" height="9"/>')}`],
    [
      "a document type of SVG 1.1",
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${svg('<rect width="9" height="9"/>')}`,
    ],
    [
      "styles, clips, symbols, a gradient and a shadow",
      svg(
        `<style>.a{fill:url(#g);clip-path:url(#c)}</style><defs><linearGradient id="g"><stop stop-color="red"/></linearGradient><clipPath id="c"><circle r="90"/></clipPath><symbol id="s"><path d="M0 0h9v9z"/></symbol><filter id="f"><feDropShadow stdDeviation="2"/></filter></defs><rect class="a" width="200" height="90"/><use href="#s" filter="url(#f)"/>`,
      ),
    ],
    ["a name of letters", svg('<text x="9" y="50" font-size="40">Harbour</text>')],
    ["a drawing of 3,000 points", svg(`<polyline fill="none" points="${gentle(3_000)}"/>`)],
    [
      "a size far too large",
      svg('<rect width="9" height="9"/>').replaceAll(
        /width="400" height="100"/g,
        'width="30000" height="30000" viewBox="0 0 9 9"',
      ),
    ],
  ])("%s", async (_what, text) => {
    expect(await endOf(Buffer.from(text))).toMatchObject({ media_type: "image/webp" });
  });
});

function gentle(points: number): string {
  return Array.from({ length: points }, (_, at) => `${at / 10},${50 + 40 * Math.sin(at / 50)}`).join(" ");
}

/** Within all bounds, but takes a minute to draw. */
const slow = Buffer.from(
  svg(
    `<path d="${zigzag(1_900)}" fill="none" stroke="red" stroke-width="9" stroke-dasharray="1" stroke-linejoin="round"/>`.repeat(
      9,
    ),
  ),
);
const honest = Buffer.from(svg('<rect width="400" height="100" fill="#0f766e"/>'));

describe.skipIf(platform !== "linux")("the process that draws", () => {
  it("is ended where it does not end, and the next picture has its turn", async () => {
    expect(await endOf(slow)).toBe("picture_complex");
    expect(drawing()).toEqual([]);
    expect(await endOf(honest)).toMatchObject({ width: 1024 });
  });

  it.each(["SIGKILL", "SIGSTOP"] as const)("leaves nothing behind where it gets %s", async (signal) => {
    const end = endOf(slow);
    const pid = await vi.waitUntil(() => drawing(75_000)[0], { interval: 20, timeout: 20_000 });
    process.kill(pid, signal);
    expect(await end).toBe("picture_complex");
    expect(drawing()).toEqual([]);
    expect(await endOf(honest)).toMatchObject({ width: 1024 });
  });

  it("ends itself where it takes more memory than it may", async () => {
    const limits = { ms: 60_000, residentBytes: 90 * 1024 * 1024 };
    const large = rasters.find(([what]) => what.includes("interlaced"))?.[1] ?? honest;
    await expect(drawApart("logo", "png", large, limits)).rejects.toMatchObject({
      problem: "picture_complex",
    });
    expect(drawing()).toEqual([]);
  });

  it("knows no settings, and is limited by the system too", async () => {
    const end = endOf(slow);
    const pid = await vi.waitUntil(() => drawing(75_000)[0], { interval: 20, timeout: 20_000 });
    expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toMatch(/DATABASE|SECRET|KEY|SMTP/);
    const limits = readFileSync(`/proc/${pid}/limits`, "utf8");
    expect(limits).toMatch(/Max cpu time +6 /);
    expect(limits).toMatch(/Max address space +2867200000 /);
    process.kill(pid, "SIGKILL");
    await end;
  });
});

describe("pictures take turns", () => {
  it("one at a time; of too many at once the last are told to come again", async () => {
    let running = 0;
    let most = 0;
    const one = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setImmediate(done));
      running -= 1;
      return "drawn";
    };
    const ends = await Promise.allSettled(Array.from({ length: 10 }, () => inTurn(one)));
    expect(most).toBe(1);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    for (const end of ends)
      if (end.status === "rejected")
        expect(end.reason).toMatchObject({ code: 429, reason: { key: "drawing_busy" } });
    expect(await inTurn(one)).toBe("drawn");
  });

  it("also with another process, which holds the row until it is done or gone", async () => {
    const other = new pg.Client({ connectionString: fresh.applicationUrl });
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT FROM drawing_turn FOR UPDATE");
    let isDrawn = false;
    const drawn = inTurn(async () => {
      isDrawn = true;
    });
    const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await vi.waitUntil(async () => (await other.query(waits)).rowCount === 1, { timeout: 20_000 });
    expect(isDrawn).toBe(false);
    await other.end();
    await drawn;
    expect(isDrawn).toBe(true);
  });

  it("twenty an hour for a customer; what is no picture at all does not count", async () => {
    customers += 1;
    const i_customer = customers;
    for (let sent = 0; sent < 25; sent += 1)
      expect(await endOf(Buffer.from("GIF89a"), i_customer)).toBe("picture_expected");
    await database().throttle.create({
      data: {
        throttle_key: `pictures:${i_customer}`,
        failures: 19,
        since: new Date(),
        wait_until: new Date(),
      },
    });
    expect(await endOf(honest, i_customer)).toMatchObject({ width: 1024 });
    expect(await endOf(honest, i_customer)).toBe("pictures_throttled");
  });
});

/** The processes that draw for this one. @param leastKiB how much they hold once they have a picture */
function drawing(leastKiB = 0): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, "utf8");
        const [parent, held] = [/PPid:\s+(\d+)/, /VmRSS:\s+(\d+)/].map((of) => Number(of.exec(status)?.[1]));
        const isOurs =
          parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(".build/draw");
        return isOurs && (held ?? 0) >= leastKiB;
      } catch {
        return false;
      }
    });
}

it.each([
  ["white letters", "#ffffff", ["light"]],
  ["black letters", "#101014", ["dark"]],
  ["pale yellow letters", "#fff7b0", ["light"]],
  ["letters in between", "#7c7c7c", []],
  ["nothing at all", "none", ["light", "dark"]],
  // its own ground, with letters on it
  ["white letters on a dark tile", "#ffffff", ["dark"], '<rect width="400" height="100" fill="#101014"/>'],
])("a logo of %s says where it can hardly be seen", async (_what, fill, hardly_seen, ground = "") => {
  const logo = svg(`${ground}<path d="M150 40h90v12h-90z" fill="${fill}"/>`);
  expect(await endOf(Buffer.from(logo))).toMatchObject({ hardly_seen });
});
