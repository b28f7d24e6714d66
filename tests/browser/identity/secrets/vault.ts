import { randomBytes } from "node:crypto";
import { type Kind, meant } from "./meant";
import { spellingsOf } from "./spellings";

/** A text that may contain a secret, and its place, in the words of the table in `meant.ts`. */
export type Trace = { readonly place: string; readonly text: string };

type Secret = { readonly name: string; readonly value: string; readonly kind: Kind };
type Needle = { readonly secret: Secret; readonly text: string };

/** The planted secrets. */
export class Vault {
  readonly secrets: Secret[] = [];

  /** Remembers a secret. @returns its value */
  keep(kind: Kind, name: string, value: string): string {
    if (value === "") throw new Error(`there is no ${name}`);
    if (!this.secrets.some((one) => one.value === value)) this.secrets.push({ kind, name, value });
    return value;
  }

  /** Makes a password to type, with signs that different formats escape differently. */
  type(name: string, kind: Kind = "typed"): string {
    return this.keep(kind, name, `${mark()} "<&'é%+>`);
  }

  /** Makes a password too short for every policy. */
  typeShort(name: string): string {
    return this.keep("typed", name, mark().slice(0, 7));
  }

  /** Where each secret appeared, and in how many texts of that place. */
  foundIn(
    traces: readonly Trace[],
  ): { readonly secret: Secret; readonly place: string; readonly times: number }[] {
    const find = finder(this.secrets);
    const seen = new Map<string, { secret: Secret; place: string; times: number }>();
    for (const { place, text } of traces) {
      for (const secret of find(text)) {
        const key = `${secret.name}: ${place}`;
        seen.set(key, { secret, place, times: (seen.get(key)?.times ?? 0) + 1 });
      }
    }
    return [...seen.values()];
  }

  /** The secrets that appeared where they must not. */
  leaksIn(traces: readonly Trace[]): string[] {
    return this.foundIn(traces)
      .filter(({ secret, place }) => !meant[secret.kind].some((pattern) => pattern.test(place)))
      .map(({ secret, place }) => `${secret.name}: ${place}`)
      .sort();
  }
}

/** Makes sixteen letters and digits that appear nowhere else. */
export function mark(): string {
  return `Zq${randomBytes(7).toString("hex")}`;
}

/** How many characters the index compares first. */
const head = 6;

/** Finds all secrets in one pass over a text. Three characters are enough to skip most places. */
function finder(secrets: readonly Secret[]): (text: string) => Set<Secret> {
  const needles = new Map<string, Needle[]>();
  const begins = new Uint8Array(1 << 21);
  for (const secret of secrets) {
    for (const text of spellingsOf(secret.value, secret.kind === "typed" || secret.kind === "login")) {
      const first = text.slice(0, head);
      needles.set(first, [...(needles.get(first) ?? []), { secret, text }]);
      begins[startOf(text, 0)] = 1;
    }
  }
  return (given) => {
    const text = given.toLowerCase();
    const found = new Set<Secret>();
    for (let at = 0; at <= text.length - head; at += 1) {
      if (begins[startOf(text, at)] === 0) continue;
      for (const { secret, text: needle } of needles.get(text.slice(at, at + head)) ?? [])
        if (text.startsWith(needle, at) && standsAlone(secret, text, at, needle.length)) found.add(secret);
    }
    return found;
  };
}

function startOf(text: string, at: number): number {
  const [one, two, three] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  return ((one & 127) << 14) | ((two & 127) << 7) | (three & 127);
}

/** Many numbers contain six digits, so a code counts only if no digit is beside it. */
function standsAlone({ kind }: Secret, text: string, at: number, length: number): boolean {
  if (kind !== "code") return true;
  return (
    !/[\w.,#-]$/.test(text.slice(Math.max(0, at - 1), at)) &&
    !/^[\w.,-]/.test(text.slice(at + length, at + length + 1))
  );
}
