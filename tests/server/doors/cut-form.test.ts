import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutForm } from "@/server/doors/front/cut-form";

const KiB = 1024;

/** Sends a form in pieces, as a network does. @returns the fields that remain */
async function fieldsAfter(form: FormData, pieceBytes = 65_536) {
  const request = new Request("http://localhost/", { method: "POST", body: form });
  const boundary = /boundary=(.+)$/.exec(request.headers.get("content-type") ?? "")?.[1] ?? "";
  const cut = await cutForm(piecesOf(Buffer.from(await request.arrayBuffer()), pieceBytes), boundary);
  if (cut === null) return null;
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  const read = await new Response(new Uint8Array(cut.form), { headers }).formData();
  return { isCut: cut.isCut, bytes: cut.form.byteLength, fields: [...read] };
}

function piecesOf(body: Buffer, size: number): Readable {
  const count = Math.ceil(body.byteLength / size);
  return Readable.from(Array.from({ length: count }, (_, at) => body.subarray(at * size, (at + 1) * size)));
}

describe("a form that is too large", () => {
  it("loses the fields that are, and says which they were and what they may hold; all else is as it came", async () => {
    const form = new FormData();
    form.set("$ACTION_REF_1", "");
    form.set("name", 'Jürgen & "Söhne"\r\n');
    form.set("css", "x".repeat(5 * KiB * KiB));
    form.set("logo", new File([new Uint8Array(600 * KiB)], "logo.png"));
    form.set("small", new File([new Uint8Array(512 * KiB)], "small.png"));
    const { isCut, fields } = (await fieldsAfter(form)) ?? { isCut: null, fields: [] };
    expect(isCut).toBe(true);
    expect(fields.map(([name, value]) => [name, typeof value === "string" ? value : value.size])).toEqual([
      ["$ACTION_REF_1", ""],
      ["name", 'Jürgen & "Söhne"\r\n'],
      ["too_large", "64 css"],
      ["too_large", "512 logo"],
      ["small", 512 * KiB],
    ]);
  });

  it("which a script sent says so among the fields of its own argument", async () => {
    const form = new FormData();
    form.set("1_css", "x".repeat(5 * KiB * KiB));
    form.set("0", '["$K1"]');
    expect((await fieldsAfter(form))?.fields).toEqual([
      ["1_too_large", "64 css"],
      ["0", '["$K1"]'],
    ]);
  });

  it("in what nothing can stand in for, or in its sum, is none at all", async () => {
    const own = new FormData();
    own.set("$ACTION_1:0", "x".repeat(4 * KiB * KiB));
    expect(await fieldsAfter(own)).toBeNull();
    const many = new FormData();
    for (let at = 0; at < 40; at += 1) many.set(`text${at}`, "x".repeat(120 * KiB));
    expect(await fieldsAfter(many)).toBeNull();
    const pieces = new FormData();
    for (let at = 0; at < 6_000; at += 1) pieces.set(`t${at}`, "");
    expect(await fieldsAfter(pieces)).toBeNull();
  });

  it("is none where it has no end, no name, or no form at all", async () => {
    for (const text of ["", "--x", "--x\r\n", `--x\r\n${"y".repeat(9_000_000)}`, "hello", "--x--x--x"])
      expect(await cutForm(piecesOf(Buffer.from(text), 1_000), "x")).toBeNull();
  });

  it("is read alike in whatever pieces it comes", async () => {
    const value = fc
      .array(fc.constantFrom("\r\n", "--", "-", "a", "\r", "\n", "boundary"), { maxLength: 60 })
      .map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { maxLength: 6 }),
        fc.integer({ min: 1, max: 90 }),
        async (values, size) => {
          const form = new FormData();
          for (const [at, one] of values.entries()) form.set(`f${at}`, new File([one], "f"));
          const { isCut, fields } = (await fieldsAfter(form, size)) ?? { isCut: null, fields: [] };
          expect(isCut).toBe(false);
          const texts = await Promise.all(
            fields.map(async ([, one]) => (one instanceof File ? await one.text() : one)),
          );
          expect(texts).toEqual(values);
        },
      ),
      { numRuns: 60 },
    );
  });
});
