import { createHash } from "node:crypto";

/**
 * Every way in which a secret may stand in a text, in small letters: as it is, as an address, HTML, JSON or XML spells it,
 * in base64 wherever it begins within it, in hexadecimal, and without the marks that group it. Of one that a person
 * chose also its plain digests, which are soon found out; those of what is random enough are how it is kept.
 */
export function spellingsOf(value: string, chosen: boolean): string[] {
  const all = [value, core(value), value.replace(/[-\s]/g, "")];
  const bytes: Buffer[] = [...all.map((text) => Buffer.from(text)), Buffer.from(value.toLowerCase())];
  if (chosen) bytes.push(...digests.flatMap((name) => all.map((text) => hash(name, text))));
  const spelled = [
    ...all.flatMap((text) => [
      text,
      encodeURIComponent(text),
      new URLSearchParams([["", text]]).toString().slice(1),
    ]),
    ...all.flatMap((text) => [
      html(text, "&#x27;"),
      html(text, "&#39;"),
      html(text, "'"),
      JSON.stringify(text).slice(1, -1),
    ]),
    ...bytes.flatMap((some) => [some.toString("hex"), ...base64(some)]),
  ];
  return [...new Set(spelled.map((text) => text.toLowerCase()))].filter((text) => text.length >= shortest);
}

/** What is shorter stands anywhere by chance. */
const shortest = 6;
const digests = ["md5", "sha1", "sha256", "sha512"] as const;

/** Its letters and digits up to the first other sign: whatever spells it, those stay as they are. */
function core(value: string): string {
  return /^[a-z0-9]{7,}/i.exec(value)?.[0] ?? value;
}

function hash(name: string, text: string): Buffer {
  return createHash(name).update(text).digest();
}

function html(text: string, apostrophe: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", apostrophe);
}

/** What is the same of it in base64 and base64url, whatever stands before and after: by where in three bytes it begins. */
function base64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    const text = all.toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor((all.length * 8) / 6));
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
