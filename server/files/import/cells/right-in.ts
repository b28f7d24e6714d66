import { everyAction, maskWhere } from "@/attributes/rights";
import { foldWord } from "../fold";
import { type Read, wrong } from "./said";
import { actionWords, blockedSaid, everyActionWords, noneWords, yesOrNo } from "./words";

/** A feature that is on or off. */
export function featureIn(text: string): Read {
  const said = yesOrNo.get(text.trim().toLowerCase());
  return said === undefined ? wrong("must be a boolean", "boolean_expected") : { value: said };
}

/** A permission, 0 or 1. */
export function flagIn(text: string): Read {
  const read = featureIn(text);
  return "value" in read ? { value: Number(read.value) } : read;
}

/** Rights over an area: `add, edit` in either language, `all`, `none`, or the mask itself. */
export function maskIn(text: string): Read {
  if (/^\s*\d\s*$/.test(text)) return { value: Number(text) };
  const word = foldWord(text);
  if (everyActionWords.has(word)) return { value: everyAction };
  if (noneWords.has(word) || yesOrNo.get(text.trim().toLowerCase()) === false) return { value: 0 };
  const parts = text.split(/[,;+|/\n]/).map((part) => actionWords.get(foldWord(part)));
  if (parts.includes(undefined)) return wrong("must be rights", "rights_expected");
  return { value: maskWhere((action) => parts.includes(action)) };
}

/** Whether a customer is blocked: by the word for its state, or yes. */
export function blockedIn(text: string): Read {
  if (text.trim() === "") return { absent: true };
  const said = blockedSaid(text) ?? yesOrNo.get(text.trim().toLowerCase());
  return said === undefined ? wrong("must say active or blocked", "blocked_expected") : { value: said };
}
