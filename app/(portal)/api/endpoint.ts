import { headers } from "next/headers";
import { hostOf } from "../../web/session/visitor";

/** The address of a door for programs on the reader's present host. The front has turned away hosts that we do not serve. */
export async function endpointHere(path = "/xmlapi/xmlapi"): Promise<string> {
  const given = await headers();
  // the front wrote this header, whatever the client sent
  const protocol = given.get("x-forwarded-proto") === "https" ? "https" : "http";
  return `${protocol}://${hostOf(given)}${path}`;
}
