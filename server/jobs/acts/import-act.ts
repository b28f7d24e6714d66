import {
  type AttributeName,
  attributeOf,
  type CustomerValues,
  isAttributeName,
  namesOf,
} from "@/attributes/customer";
import type { Language } from "@/i18n/languages";
import type { TableFormat } from "../../files/import/read-table";
import type { Source, Target } from "../../files/import/target";
import type { Lasting } from "./act";
import { lastingOf } from "./changed-attributes";
import type { JobCall } from "./job-calls";

/** The kind of a job that imports customers. It works on the rows of a file, and so is no act on customers. */
export const importKind = "import";

/** What to do with those that there are, and those that there are not. */
export const importModes = ["create", "update", "both"] as const;

/** By what customers are known that there are. */
export const importKeys = ["name", "login", "id"] as const;

/** How new customers get into the portal. */
export const firstLogIns = ["invitation", "generated", "column"] as const;

/** How a file is imported, once somebody has said so. */
export type ImportAct = {
  /** changes with each saying and each mending, so that what was found out before counts no longer: see `ifCurrent` */
  readonly stamp: string;
  /** for each column of the file */
  readonly columns: readonly Target[];
  /** the same value for all rows that have no other */
  readonly all: Partial<CustomerValues>;
  readonly mode: (typeof importModes)[number];
  readonly key: (typeof importKeys)[number];
  /** the parent of those whose row names none */
  readonly parent: number;
  readonly first: (typeof firstLogIns)[number];
  /** whoever has a given password must choose another one */
  readonly must_change: boolean;
  /** an empty cell clears a value that there is */
  readonly clears: boolean;
  /** a balance that differs is corrected; otherwise only new customers have one */
  readonly corrects: boolean;
  /** the language in which numbers are written, and who wrote the file; null: nobody that we know */
  readonly locale: Language;
  readonly source: Source | null;
  /** what generated passwords are made of, encrypted, as base64; null: there are none, or they were taken */
  readonly seed: string | null;
  /** only rows without a problem were wanted */
  readonly only_good: boolean;
};

/** The selection of such a job: what file it is. */
export type ImportedFile = {
  readonly file: string;
  readonly format: TableFormat;
  /** encrypted, see `headersOf` */
  readonly headers: string;
};

/** An act as it is stored; null: nobody has said yet what the columns mean. */
export function importActOf(act: Readonly<Record<string, unknown>>): ImportAct | null {
  // what was read from the column is what `mapImport` stored
  return "stamp" in act ? (act as ImportAct) : null;
}

/** The attributes that an import gives to new customers. */
export function givenAtFirst({ columns, all, first }: ImportAct): AttributeName[] {
  const named = namesIn(columns).filter((name) => name !== "web_password");
  const password = first === "invitation" ? [] : (["web_password"] as const);
  return [...new Set([...named, ...namesOf(all), ...password])];
}

/** The attributes that it changes of those that there are. */
export function changedLater({ columns, all, corrects, key }: ImportAct): AttributeName[] {
  return [...new Set([...namesIn(columns), ...namesOf(all)])].filter(
    (name) =>
      name !== "web_password" &&
      (name !== "balance" || corrects) &&
      !(name === "name" && key === "name") &&
      !(name === "web_login" && key === "login"),
  );
}

/** What no undoing puts back. */
export function lastingOfImport(act: Readonly<Record<string, unknown>>): readonly Lasting[] {
  const how = importActOf(act);
  if (!how) return [];
  // new customers are invited, or welcomed
  const made = how.mode === "update" ? [] : (["mails"] as const);
  const changed = how.mode === "create" ? [] : lastingOf(changedLater(how));
  return [...new Set<Lasting>([...made, ...changed])];
}

type Sample = {
  readonly operation: JobCall;
  readonly input: { readonly values?: Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>;
};

/** What its calls need: the operation, and an example of what the operation has read. */
export function importSamples(act: ImportAct): Sample[] {
  const invite = act.first === "invitation";
  const example = (names: readonly AttributeName[]) =>
    Object.fromEntries(names.map((name) => [name, exampleOf(name)]));
  const create: Sample = {
    operation: "createCustomer",
    input: { values: example(givenAtFirst(act)), invite, mustChange: act.must_change },
  };
  const update: Sample = {
    operation: "updateCustomer",
    input: { i_customer: 1, values: example(changedLater(act)), shown: {}, mustChange: false },
  };
  const block: Sample = { operation: "blockCustomer", input: { i_customer: 1 } };
  return [
    ...(act.mode === "update" ? [] : [create]),
    ...(act.mode === "update" || !act.columns.includes("blocked") ? [] : [block]),
    ...(act.mode === "create" ? [] : [update]),
  ];
}

/** Needs ask which attributes there are, and whether there is something in them. */
function exampleOf(name: AttributeName): unknown {
  return attributeOf(name).kind.kind === "feature" ? true : "1";
}

function namesIn(columns: readonly Target[]): AttributeName[] {
  return columns.filter(isAttributeName);
}
