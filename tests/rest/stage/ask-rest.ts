import { keyAreas } from "@/attributes/key-areas";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { rest } from "./served-rest";

/** An answer of REST. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // what JSON there is, which tests look into
  readonly body: Readonly<Record<string, unknown>>;
};

export type Ask = {
  readonly key?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends a request to REST. @param address below /api/v1 */
export async function ask(
  method: string,
  address: string,
  { key, body, headers = {} }: Ask = {},
): Promise<Reply> {
  const response = await fetch(`${rest.url}${address}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json$/.test(response.headers.get("content-type")?.split(";")[0] ?? "");
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

/** A key of a person that reaches all areas, or some. */
export async function keyOf(
  actor: Actor,
  areas: Readonly<Record<string, "read" | "write">> = Object.fromEntries(
    keyAreas.map((area) => [area, "write"]),
  ),
): Promise<string> {
  const { key } = await operations.makeKey(actor, { name: "Test", areas });
  return key;
}
