import { decrypt, encrypt } from "../../ground/keys/encryption";
import type { Job } from "../job/job";

/** The cells of a row as we store them: encrypted, since any of them may be a password. */
export function sealCells(cells: readonly string[]): Uint8Array {
  return encrypt(Buffer.from(JSON.stringify(cells)));
}

/** The cells again. */
export function openCells(sealed: Uint8Array): readonly string[] {
  // what `sealCells` made
  return JSON.parse(decrypt(sealed).toString()) as string[];
}

/** The headers of a file as we store them: where it has none, they are the cells of a customer. */
export function sealHeaders(headers: readonly string[]): string {
  return Buffer.from(sealCells(headers)).toString("base64");
}

/** The headers again; none before the file is read to its end, or once its cells are gone. */
export function headersOf({ selection }: Pick<Job, "selection">): readonly string[] {
  const { headers } = selection;
  return typeof headers === "string" ? openCells(Buffer.from(headers, "base64")) : [];
}
