import { astpp } from "./astpp";
import { magnusbilling } from "./magnusbilling";
import { headerWord, type Program } from "./program";
import { whmcs } from "./whmcs";

/** The program that wrote a file, by its headers; null: none that we know. */
export function programOf(headers: readonly string[]): Program | null {
  const words = new Set(headers.map(headerWord));
  return [magnusbilling, astpp, whmcs].find(({ wrote }) => wrote((word) => words.has(word))) ?? null;
}
