import { createHash } from "node:crypto";

/**
 * Lists every way to spell a secret in a text, in lower case: plain; escaped for URLs, HTML, JSON or XML; in base64 at
 * any offset; in hexadecimal; and without grouping marks. For a secret that a person chose, also its unsalted digests,
 * which attackers can reverse; digests of random secrets are fine, since that is how we store them.
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

/** Shorter texts appear anywhere by chance. */
const shortest = 6;
const digests = ["md5", "sha1", "sha256", "sha512"] as const;

/** Its letters and digits up to the first other sign, which no escaping changes. */
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

/** The part of its base64 and base64url that does not depend on the bytes around it, for each offset in three bytes. */
function base64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    const text = all.toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor((all.length * 8) / 6));
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
