import { addressOf, pages } from "../browser/frame/every-page";
import type { Case } from "./in-turns";
import type { Size } from "./sizes";
import { openVisitor, type People, readers } from "./stage-of-size";

/** Lists at places that are no route of their own. */
const asked = [
  "/customers?direct=1&sort=balance",
  "/customers?q=networks",
  "/customers?q=zzyzx",
  "/statement?period=last_month",
  "/statement?period=last_month&below=1",
  "/history?who=networks",
  "/history?what=updateCustomer",
  "/history?changed=city",
  "/history?who=nobody-at-all",
  "/history?since=2020-01-01&until=2020-02-01",
];

/** Exports that are read to their end. */
const wholeExports = ["/customers/export?direct=1", "/customers/export?direct=1&sort=balance"];

/** Everything that opens by GET in the portal, as each reader for whom it does. */
export async function pageCases(size: Size, people: People): Promise<Case[]> {
  const cases: Case[] = [];
  for (const reader of readers) {
    const { cookie, ids, longAgo } = await openVisitor(size, reader, people);
    const all = new Map<string, string>(
      [...Object.keys(pages), ...asked, ...wholeExports].map((page) => [page, page]),
    );
    all.set("/history?after=(ten months ago)", `/history?after=${longAgo}`);
    for (const [what, page] of all) {
      const names = [...page.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
      if (names.some((name) => !ids[name])) continue;
      const open = async (address: string) =>
        await fetch(size.base + address, { headers: { cookie }, redirect: "manual" });
      const bare = await open(addressOf(page, ids));
      // a form that books has a key in its address
      const keyed = bare.headers.get("location")?.includes("?form=") ? bare.headers.get("location") : null;
      const address = keyed ?? addressOf(page, ids);
      const first = keyed ? await open(address) : bare;
      await first.body?.cancel();
      // not everybody has every page
      if (first.status !== 200) continue;
      const isExport = /\/export$/.test(page);
      cases.push({
        who: reader,
        what: isExport ? `${what}, to its first piece` : what,
        send: async () => await bytesOf(await open(address), isExport),
        ...(wholeExports.includes(page) ? { long: true } : {}),
      });
    }
  }
  return cases;
}

/** Reads an answer. @param firstAlone leaves after its first piece, as it may have a million rows */
async function bytesOf(answer: Response, firstAlone: boolean): Promise<number> {
  if (answer.status !== 200) throw new Error(`${answer.url} answered ${answer.status}`);
  if (!firstAlone) return (await answer.arrayBuffer()).byteLength;
  const reader = answer.body?.getReader();
  const piece = await reader?.read();
  await reader?.cancel();
  return piece?.value?.byteLength ?? 0;
}
