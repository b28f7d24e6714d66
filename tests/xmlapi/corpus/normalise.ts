import type { IdBook } from "./id-book";
import { isList, type Noted, splitOnce } from "./notation";

/** Which members and attributes hold ids, and of what. */
const kinds: Readonly<Record<string, string>> = {
  i_customer: "customer",
  i_wholesaler: "customer",
  i_commission_agent: "customer",
  behalf_of: "customer",
  i_web_user: "web_user",
  i_tariff: "tariff",
  i_routing_group: "group",
  i_entry: "entry",
  i_audit: "audit",
  i_audit_log: "audit",
};

/** Replaces in an answer what differs from run to run: ids, one-time passwords, and moments near now. */
export function normalise(noted: Noted, book: IdBook, member = ""): Noted {
  if (typeof noted === "string") return normaliseScalar(noted, book, member);
  if (isList(noted)) return noted.map((item) => normalise(item, book));
  const { attribute } = noted;
  // a change in the history names the attribute beside its values
  const changed = typeof attribute === "string" ? splitOnce(attribute)[1] : null;
  return Object.fromEntries(
    Object.entries(noted).map(([name, value]) => [
      name,
      normalise(value, book, changed !== null && (name === "before" || name === "after") ? changed : name),
    ]),
  );
}

function normaliseScalar(noted: string, book: IdBook, member: string): string {
  const [type, text] = splitOnce(noted);
  const kind = kinds[member];
  if (kind && /^\d+$/.test(text)) return `${type} ${book.markOf(kind, text)}`;
  // the only password that ever comes out is a new one-time password
  if (member === "password") return `${type} ${book.markOf("password", text)}`;
  return normaliseText(noted, book);
}

/** The dictionary of currencies without their names, which come with Node and differ between its versions. */
export function withoutNames(noted: Noted, member = ""): Noted {
  if (typeof noted === "string") return member === "name" ? `${splitOnce(noted)[0]} {name}` : noted;
  if (isList(noted)) return noted.map((item) => withoutNames(item));
  return Object.fromEntries(
    Object.entries(noted).map(([name, value]) => [
      name,
      // a dictionary's members are its names by id
      withoutNames(value, member === "dictionary" ? "name" : name),
    ]),
  );
}

/** The same for a text, such as a fault's. */
export function normaliseText(text: string, book: IdBook): string {
  return text
    .replace(/\b(i_\w+)=(\d+)/g, (all, name: string, id: string) => {
      const kind = kinds[name];
      return kind ? `${name}=${book.markOf(kind, id)}` : all;
    })
    .replace(/try again in \d+ seconds/g, "try again in {some} seconds")
    .replace(/reference [0-9a-f]{10}\b/g, "reference {reference}")
    .replace(/nonce="[^"]*"/g, 'nonce="{nonce}"')
    .replace(moments, (moment) => (isNow(moment) ? "{now}" : moment));
}

/** Moments as iso8601 of XML-RPC, in the original vendor's format, and as ISO 8601 writes them. */
const moments =
  /\b(?:\d{8}T\d\d:\d\d:\d\d|\d\d:\d\d:\d\d\.000 GMT \w{3} \w{3} \d\d \d{4}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/g;

/** A replay takes less; what calls themselves say is years away. */
const nearMs = 60 * 60_000;

function isNow(moment: string): boolean {
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)T(.*)$/.exec(moment) ?? [];
  const [, hour, date] = /^(\S+) GMT \w{3} (.*)$/.exec(moment) ?? [];
  const at = year ? `${year}-${month}-${day}T${time}Z` : hour ? `${date} ${hour.slice(0, 8)} GMT` : moment;
  return Math.abs(Date.parse(at) - Date.now()) < nearMs;
}
