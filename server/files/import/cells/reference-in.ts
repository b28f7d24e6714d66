import type { ReferenceTarget } from "@/attributes/kinds/reference";
import { timeZoneGiven } from "../../../dictionaries/dictionaries";
import { foldWord } from "../fold";
import type { CellContext } from "./cell-context";
import { idsNamed } from "./named-rows";
import { type Read, wrong } from "./said";
import { dictionaryWords, noneWords } from "./words";

/** The id of what a cell names: by a word of its dictionary, a row's name, or the id itself. */
export function referenceIn(
  { target, nullable }: { readonly target: ReferenceTarget; readonly nullable: boolean },
  text: string,
  { named, source }: CellContext,
): Read {
  const typed = text.trim();
  const none: Read | null = nullable && noneWords.has(foldWord(typed)) ? { value: null } : null;
  switch (target) {
    case "time_zones":
      return zoneIn(typed);
    case "tariffs":
    case "routing_groups":
    case "customers": {
      if (none) return none;
      const rows = named[target];
      const [id, ...more] = rows ? idsNamed(rows, typed) : [];
      if (id === undefined) return idOr(typed, () => wrong("names nothing here", "name_unknown", { typed }));
      return more.length > 0 ? wrong("names several", "name_twice", { typed }) : { value: id };
    }
    case "languages": {
      const [, language = typed] = /^(\p{L}{2,3})[-_].*$/u.exec(typed) ?? [];
      const id = dictionaryWords.languages?.get(foldWord(language));
      if (id !== undefined) return { value: id };
      // whoever comes from elsewhere has the provider's language then
      return source === null || source === "trellis"
        ? wrong("is not spoken here", "language_unknown", { typed })
        : { absent: true };
    }
    default: {
      if (none) return none;
      const id = dictionaryWords[target]?.get(foldWord(typed));
      if (id !== undefined) return { value: id };
      return idOr(typed, () => wrong(`is not in the dictionary ${target}`, "not_in_dictionary"));
    }
  }
}

/** Whether a name would be read as 'none', so that a file has the id instead. */
export function isNoName(name: string): boolean {
  return noneWords.has(foldWord(name)) || foldWord(name) === "" || name !== name.trim();
}

function idOr(typed: string, otherwise: () => Read): Read {
  return /^\d{1,9}$/.test(typed) ? { value: Number(typed) } : otherwise();
}

function zoneIn(typed: string): Read {
  const given = timeZoneGiven(typed.replaceAll(" ", "_"));
  if (typeof given === "number") return { value: given };
  if (/^(?:utc|gmt)?\s*[+\u2212-]\s*\d/i.test(typed)) {
    return wrong("is an offset, not the name of a time zone", "zone_offset", { typed });
  }
  return idOr(typed, () => wrong("is not in the dictionary time_zones", "zone_unknown", { typed }));
}
