import { authorization } from "../../../xmlapi/stage/digest-client";
import { readAnswer } from "../../../xmlapi/stage/wire";
import { rest } from "../served-rest";
import type { Forms } from "./forms";

/** What came of a call: it was done, or refused. */
export type Outcome =
  | { readonly ok: true; readonly made: number | undefined }
  | { readonly ok: false; readonly code: number; readonly sentence: string; readonly attribute?: string };

/** A program, by its key, and by its login and API password. */
export type Program = { readonly key: string; readonly login: string; readonly password: string };

export const doors = ["xmlapi", "rest", "bridge"] as const;
export type DoorName = (typeof doors)[number];

/** Calls through a door. @throws if that answers with anything but success and refusal */
export async function say(door: DoorName, program: Program, forms: Forms): Promise<Outcome> {
  const act = { xmlapi: byXmlRpc, rest: byRest, bridge: byBridge }[door];
  const outcome = await act(program, forms);
  // REST answers with the whole thing, whatever was done to it
  return outcome.ok && forms.bridge.action !== "createCustomer" ? { ok: true, made: undefined } : outcome;
}

const nonces = new Map<string, { nonce: string; nc: number }>();

async function byXmlRpc(program: Program, { xml }: Forms): Promise<Outcome> {
  const known = nonces.get(program.login);
  if (known) known.nc += 1;
  const response = await fetch(`${originOf()}/xmlapi/xmlapi`, {
    method: "POST",
    body: xml,
    headers: known
      ? { authorization: authorization({ username: program.login, password: program.password }, known) }
      : {},
  });
  const text = await response.text();
  if (response.status === 401) {
    const [, nonce] = /nonce="([^"]+)"/.exec(response.headers.get("www-authenticate") ?? "") ?? [];
    if (nonce === undefined || known?.nc === 1) throw new Error(`no way in for ${program.login}`);
    nonces.set(program.login, { nonce, nc: 0 });
    return await byXmlRpc(program, { xml } as Forms);
  }
  const answer = readAnswer(text);
  if ("fault" in answer) return { ok: false, code: answer.fault.code, sentence: answer.fault.text };
  const [, made] =
    /^<value><struct>.*?<name>i_customer<\/name><value><int>(\d+)/.exec(
      text.slice(text.indexOf("<value>")),
    ) ?? [];
  return { ok: true, made: made === undefined ? undefined : Number(made) };
}

async function byRest({ key }: Program, { rest: { method, address, body, scope } }: Forms): Promise<Outcome> {
  const response = await fetch(`${rest.url}${address}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(scope === undefined ? {} : { "trellis-customer": scope }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const said = text === "" ? {} : JSON.parse(text);
  if (response.ok) return { ok: true, made: said.i_customer };
  const { code, detail: sentence, attribute } = said;
  if (response.status >= 500 || code !== response.status) throw new Error(`${response.status} ${text}`);
  return { ok: false, code, sentence, ...(attribute === undefined ? {} : { attribute }) };
}

async function byBridge({ login, password }: Program, { bridge }: Forms): Promise<Outcome> {
  const response = await fetch(`${originOf()}/api.php`, {
    method: "POST",
    body: new URLSearchParams({
      username: login,
      apipassword: password,
      action: bridge.action,
      JSONString: bridge.json,
    }),
  });
  const said = JSON.parse(await response.text());
  if (said.result === "OK") return { ok: true, made: said.i_customer };
  if (said.faultCode >= 500 || response.status >= 500) throw new Error(`${response.status} ${said.result}`);
  return { ok: false, code: said.faultCode, sentence: said.result };
}

function originOf(): string {
  return rest.url.replace("/api/v1", "");
}
