import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";
import { rowsOf } from "./database";
import type { Trace } from "./vault";

/** Reads all mails, decoded, once none is waiting to go out. */
export async function mailsIn(folder: string): Promise<Trace[]> {
  const done = async () => {
    const waiting = await rowsOf(folder, "SELECT FROM mails WHERE state = 'waiting'");
    if (waiting.length > 0) throw new Error(`${waiting.length} mails are on their way`);
  };
  await vi.waitFor(done, { timeout: 20_000, interval: 100 });
  const rows = await rowsOf(folder, "SELECT i_mail::text, kind, recipient FROM mails");
  const place = new Map(rows.map(({ i_mail, kind, recipient }) => [i_mail, `mail ${kind} to ${recipient}`]));
  const names = await readdir(join(folder, "mail"));
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, "mail", name), "utf8");
      return { place: place.get(name.split("-")[0]) ?? `mail ${name}`, text: `${readable(text)}\n${text}` };
    }),
  );
}

/** Waits for a mail of a kind to somebody. @returns the text of the newest */
export async function mailTo(folder: string, kind: string, address: string): Promise<string> {
  return await vi.waitFor(
    async () => {
      const found = (await mailsIn(folder)).filter(({ place }) => place === `mail ${kind} to ${address}`);
      const text = found.at(-1)?.text;
      if (text === undefined) throw new Error(`no mail ${kind} to ${address}`);
      return text;
    },
    { timeout: 20_000, interval: 100 },
  );
}

function readable(mail: string): string {
  const printable = mail
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const packed = mail.match(/^(?:[\w+/]{60,}\r?\n)*[\w+/]{8,}={0,2}$/gm) ?? [];
  return [printable, ...packed.map((text) => Buffer.from(text, "base64").toString("utf8"))].join("\n");
}
