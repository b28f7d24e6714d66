import { type AttributeName, attributeOf } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { foldWord } from "../fold";
import type { Target } from "../target";
import type { CellContext } from "./cell-context";
import { numberIn } from "./number-in";
import { referenceIn } from "./reference-in";
import { blockedIn, featureIn, flagIn, maskIn } from "./right-in";
import { type Read, wrong } from "./said";
import { noneWords } from "./words";

export type { CellContext } from "./cell-context";
export type { Read } from "./said";

/**
 * Reads a cell as the raw value that an operation takes for this target, or says what is wrong in it. The operation
 * judges it again, with what needs the database. The dry run and the run read alike by this.
 * @returns `absent` where the cell says nothing; the value of `parent` is a text, of `blocked` a boolean
 */
export function readCell(target: Target, text: string, context: CellContext): Read {
  if (target === "ignore") return { absent: true };
  if (target === "parent") return text.trim() === "" ? { absent: true } : { value: text.trim() };
  if (target === "blocked") return blockedIn(text);
  if (target === "i_customer") return idIn(text);
  const read = text.trim() === "" ? emptyIn(target, text, context) : attributeIn(target, text, context);
  if (!("value" in read)) return read;
  // dictionaries and zones have been looked up; what the kind cannot hold is wrong whichever operation takes it
  const judged = readValue<unknown>(attributeOf(target).kind, read.value);
  return "problem" in judged ? judged : read;
}

function idIn(text: string): Read {
  if (text.trim() === "") return { absent: true };
  return /^\s*\d{1,9}\s*$/.test(text)
    ? { value: Number(text) }
    : wrong("must be an id", "whole_number_expected");
}

function emptyIn(name: AttributeName, text: string, { empty }: CellContext): Read {
  const { kind } = attributeOf(name);
  // blanks may be a password
  if (kind.kind === "secret") return text === "" ? { absent: true } : { value: text };
  if (empty === "leaves") return { absent: true };
  if (kind.nullable) return { value: null };
  return kind.wire === "string" && kind.kind !== "reference" && name !== "name" && name !== "web_login"
    ? { value: "" }
    : { absent: true };
}

function attributeIn(name: AttributeName, text: string, context: CellContext): Read {
  const { kind } = attributeOf(name);
  if (kind.nullable && noneWords.has(foldWord(text)) && kind.kind !== "reference") return { value: null };
  switch (kind.kind) {
    case "secret":
    case "regex":
      return { value: text };
    case "text":
      return { value: name === "name" || name === "web_login" ? text.trim() : text };
    case "stylesheet":
      return isCut(text, context) ? wrong("is cut off", "cell_cut") : { value: text };
    case "hostname":
      return { value: text.trim() };
    case "email":
    case "email list":
      return { value: text.replace(/\s*[;\n]\s*/g, ", ") };
    case "money":
    case "percent":
    case "number":
      return numberIn(kind.kind, text, context);
    case "rights":
      return maskIn(text);
    case "flag":
      return flagIn(text);
    case "feature":
      return featureIn(text);
    case "reference":
      return referenceIn(kind, text, context);
    default:
      return kind satisfies never;
  }
}

/** Whether a workbook has cut a text that was longer than its cells can be. */
function isCut(text: string, { format }: CellContext): boolean {
  return format === "xlsx" && text.length === 32_767 && text.endsWith("…");
}
