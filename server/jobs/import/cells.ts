import { decrypt, encrypt } from "../../ground/keys/encryption";

/** The cells of a row as we store them: encrypted, since any of them may be a password. */
export function sealCells(cells: readonly string[]): Uint8Array {
  return encrypt(Buffer.from(JSON.stringify(cells)));
}

/** The cells again. */
export function openCells(sealed: Uint8Array): readonly string[] {
  // what `sealCells` made
  return JSON.parse(decrypt(sealed).toString()) as string[];
}
