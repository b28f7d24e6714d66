import type { Queries } from "../../database/client";

/** Finds a picture by its hash; null: no brand has it. */
export async function findPictureBytes(
  db: Queries,
  hash: string,
): Promise<{ media_type: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  return await db.brandFile.findFirst({ where: { hash }, select: { media_type: true, bytes: true } });
}
