import type { Actor } from "@/server/actor/actor";
import type { Ending } from "@/server/support-session/session-row";

/** A small model of support sessions, written from the specification and independent of the program. */
export type Node = {
  readonly id: number;
  /** null: the root */
  readonly parent: Node | null;
  refuses: boolean;
  blocked: boolean;
  gone: boolean;
};

export type Person = {
  readonly i_web_user: number;
  readonly of: Node;
  /** the default user, who cannot be demoted or blocked alone */
  readonly first: boolean;
  level: string;
  blocked: boolean;
  gone: boolean;
};

/** Where a request comes from. */
export type Place = { readonly address: string; readonly forwarded: boolean };

/** A person's log-in in a browser. */
export type Browser = { readonly id: string; readonly person: Person; ended: boolean };

export type OpenSupport = {
  readonly browser: Browser;
  readonly target: Node;
  readonly from: Place;
  readonly token: string;
  readonly reference: string;
  /** seconds until it ends by itself */
  left: number;
  allowed: boolean;
  over: boolean;
  /** the actor of the last request in it */
  acted: Actor | null;
};

/** The support networks as a predicate; null if none are set. */
export type Networks = ((address: string) => boolean) | null;

export function wayUp(node: Node): Node[] {
  return node.parent ? [node, ...wayUp(node.parent)] : [node];
}

export function isBelow(node: Node, top: Node): boolean {
  return node !== top && wayUp(node).includes(top);
}

const isStopped = (node: Node) => wayUp(node).some(({ blocked }) => blocked);
const isRoot = ({ parent }: Node) => parent === null;

export function isLoggedIn({ person, ended }: Browser): boolean {
  return !ended && !person.gone && !isBlocked(person);
}

export function isBlocked({ blocked, of }: Person): boolean {
  return blocked || isStopped(of);
}

/** The possible keys of the refusal if a person may not open a customer's portal from a place, in no order. */
export function against({ level, of }: Person, target: Node, place: Place, networks: Networks): string[] {
  const found: string[] = [];
  const allowed = isRoot(of) ? ["SUPPORT", "ADMINISTRATOR"] : ["ADMINISTRATOR"];
  if (!allowed.includes(level)) found.push("access_level");
  if (target.gone || (target !== of && !isBelow(target, of))) found.push("not_found");
  if (target === of) found.push("support_own");
  if (isRoot(of) && networks && (place.forwarded || !networks(place.address))) found.push("support_network");
  if (!isRoot(of) && target.refuses) found.push("support_refused");
  return found;
}

/** Why a session is over when somebody looks from a place; empty: it is valid. */
export function endingsOf(
  { browser, target, left }: OpenSupport,
  place: Place,
  networks: Networks,
): Ending[] {
  const { person } = browser;
  const found: Ending[] = [];
  if (left <= 0) found.push("time");
  if (isBlocked(person)) found.push("blocked");
  if (target.gone) found.push("gone");
  if (browser.ended || person.gone) found.push("log-out");
  const reasons = against(person, target, place, networks);
  if (reasons.includes("access_level")) found.push("level");
  if (reasons.includes("support_network")) found.push("network");
  if (reasons.includes("support_refused")) found.push("refused");
  return found;
}

/** Nobody can change anything as a blocked customer. */
export function mayChange({ allowed, target }: OpenSupport): boolean {
  return allowed && !isStopped(target);
}

export function mayAllow({ target }: OpenSupport): boolean {
  return !isStopped(target);
}
