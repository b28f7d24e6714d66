import { fileRefusal } from "../limits/bounds";
import { damaged, type Packed } from "./packed";
import { hearXml } from "./read-xml";

/** Where the parts that we read of a workbook are. */
export type Workbook = {
  readonly sheet: string;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** days are counted from 1904, as old Macs did */
  readonly from1904: boolean;
};

type Sheet = { readonly name: string; readonly id: string; readonly isHidden: boolean };

/** Finds a workbook's sheet, its first that is not hidden unless one is named. @throws Refusal 400 */
export async function findWorkbook(packed: Packed, asked: string | undefined): Promise<Workbook> {
  const main = [...(await relations(packed, ""))].find(([, { type }]) => type === "officeDocument");
  const path = main?.[1].target ?? "xl/workbook.xml";
  if (!packed.has(path) || path.endsWith(".bin")) {
    const kind = packed.has("content.xml") ? "ods" : path.endsWith(".bin") ? "xlsb" : "zip";
    throw fileRefusal("foreign", `is no CSV and no XLSX, but ${kind}`, { kind });
  }
  const parts = await relations(packed, path);
  const sheets: Sheet[] = [];
  let from1904 = false;
  await hearXml(packed.read(path, 4), {
    open(element, attributes) {
      if (element === "workbookPr") from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
      if (element !== "sheet" || sheets.length === 1000) return;
      const [, id = ""] = Object.entries(attributes).find(([name]) => /:id$/i.test(name)) ?? [];
      sheets.push({ name: attributes.name ?? "", id, isHidden: /hidden/i.test(attributes.state ?? "") });
    },
  });
  const sheet =
    asked === undefined ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]) : named(sheets, asked);
  const place = parts.get(sheet?.id ?? "")?.target;
  if (place === undefined || !packed.has(place)) throw damaged();
  const ofType = (sought: string) => {
    const target = [...parts.values()].find(({ type }) => type === sought)?.target;
    return target !== undefined && packed.has(target) ? target : null;
  };
  return { sheet: place, sharedStrings: ofType("sharedStrings"), styles: ofType("styles"), from1904 };
}

function named(sheets: readonly Sheet[], asked: string): Sheet {
  const same = (name: string) => name.trim().toLowerCase() === asked.trim().toLowerCase();
  const found = sheets.find(({ name }) => same(name));
  if (found) return found;
  const names = sheets
    .map(({ name }) => name)
    .slice(0, 20)
    .join(", ");
  throw fileRefusal("no_sheet", `has no sheet '${asked}'`, { sheet: asked, sheets: names });
}

type Relations = ReadonlyMap<string, { readonly type: string; readonly target: string }>;

/** The relations of a part by their ids; none where it has none. @param path '' for those of the whole */
async function relations(packed: Packed, path: string): Promise<Relations> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const own = `${folder}_rels/${path.slice(folder.length)}.rels`;
  const found = new Map<string, { type: string; target: string }>();
  if (!packed.has(own)) return found;
  await hearXml(packed.read(own, 4), {
    open(element, { Id = "", Type = "", Target = "" }) {
      if (element !== "Relationship" || found.size === 10_000) return;
      const type = Type.slice(Type.lastIndexOf("/") + 1);
      const target = resolved(folder, Target);
      found.set(Id, { type, target });
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const parts = folder.split("/").filter(Boolean);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
