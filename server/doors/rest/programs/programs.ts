import type { ExampleLanguage } from "../../http/example-languages";
import { type Given, signedExample } from "./given";
import { curlProgram } from "./in-curl";
import { phpProgram } from "./in-php";
import { pythonProgram } from "./in-python";
import { typescriptProgram } from "./in-typescript";

/** The placeholder for the key in every program. */
export const keyHere = "YOUR-KEY";

/** What a program is written for. */
export type ProgramReader = {
  /** the address of REST, `https://portal.example.com/api/v1` */
  readonly root: string;
};

/**
 * A whole program against REST: reads a list page by page, creates a customer, pays once, changes only what it read, reads a
 * problem, and checks a webhook's signature. Each uses what its language brings along, or what nearly everybody has; tests run
 * them as they stand.
 */
export function programIn(language: ExampleLanguage, { root }: ProgramReader): string {
  return writers[language]({ root, key: keyHere, signed: signedExample }).trim();
}

const writers: Readonly<Record<ExampleLanguage, (given: Given) => string>> = {
  curl: curlProgram,
  python: pythonProgram,
  php: phpProgram,
  typescript: typescriptProgram,
};
