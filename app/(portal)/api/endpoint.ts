import { headers } from "next/headers";
import { hostOf } from "../../visitor";

/** The API's address on the host that the reader is on, which is one that is served: main.ts turned away others. */
export async function endpointHere(): Promise<string> {
  const given = await headers();
  // main.ts wrote it, whatever was sent
  const protocol = given.get("x-forwarded-proto") === "https" ? "https" : "http";
  return `${protocol}://${hostOf(given)}/xmlapi/xmlapi`;
}
