import { type EventChoice, isEventChoice, reaches } from "@/attributes/event-words";
import { Unreadable } from "@/attributes/kinds/kind";
import { text } from "@/attributes/kinds/text";
import type { Actor } from "../actor/actor";
import { customerOfAlias, isPublicHost } from "../brand/hosts";
import { findTarget } from "../events/target/find-target";
import { hostOf, isAddress, readTargetUrl } from "../events/target/read-target";
import { hostName } from "../ground/network/host-name";
import { Refusal } from "../ground/refusal";
import { byKind, oneOf } from "../input/read-parameter";
import { demandFewTaken, HeldName } from "../operation/attempts";
import { type Node, rootCustomer } from "../tree/tree";

export const readUrl = readTargetUrl;
export const readReach = oneOf(reaches);
export const readNote = byKind(text({ max: 255 }));

/** Reads the events of an endpoint: words, `money.*`, `*`; in a list, or as text with commas. @throws Unreadable */
export function readEvents(raw: unknown): readonly EventChoice[] {
  const parts: unknown[] = Array.isArray(raw)
    ? raw
    : typeof raw === "string"
      ? raw.split(/[\s,]+/).filter(Boolean)
      : [];
  if (parts.length === 0) throw new Unreadable({ message: "must name at least one event", key: "no_events" });
  const events = new Set<EventChoice>();
  for (const part of parts) {
    const word = String(part).slice(0, 60);
    if (!isEventChoice(word))
      throw new Unreadable({
        message: "must hold names of events",
        key: "no_choice",
        values: { value: word },
      });
    events.add(word);
  }
  return events.has("*") ? ["*"] : [...events];
}

/**
 * Refuses an address that no try could use, so that whoever types it learns of it at once. Names are looked up at each try.
 * Whose alias a name is are names that others hold: nobody tries out many of them.
 * @throws Refusal 400 · 429
 */
export async function demandTarget(url: string, { i_customer }: Node, actor: Actor): Promise<void> {
  const parsed = new URL(url);
  if (isPublicHost(parsed.host)) throw ofService();
  if (isAddress(hostOf(parsed))) {
    const found = await findTarget(parsed, i_customer === rootCustomer);
    if ("problem" in found) throw found.problem === "own_address" ? ofService() : notPublic();
    return;
  }
  await demandFewTaken(actor);
  if ((await customerOfAlias(parsed.host)) !== null)
    throw new HeldName(ofService(), { attribute: "dns_alias", value: hostName(parsed.host) });
}

function ofService(): Refusal {
  return new Refusal(400, "Parameter url is one of this service", "url", { key: "url_of_service" });
}

function notPublic(): Refusal {
  return new Refusal(400, "Parameter url is no address of the public internet", "url", {
    key: "url_not_public",
  });
}
