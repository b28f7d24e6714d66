import type { KeyArea } from "@/attributes/key-areas";
import type { CallName } from "../../calls/calls";

/** Where REST is. */
export const restRoot = "/api/v1";

export type HttpMethod = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** A list that is read as a whole. */
export type WholeList = {
  /** the member that tells its rows apart */
  readonly whole: string;
  /** the members that decide where a row stands, as far as they can change */
  readonly by?: readonly string[];
};

/** A resource's method: one call in the form of REST. Source: rest, 'Resources'. */
export type Route = {
  readonly method: HttpMethod;
  /** below /api/v1, with the names of what stands in braces */
  readonly path: string;
  readonly call: CallName;
  /** what a key must reach: to read with GET, else to write; null: any key may */
  readonly area: KeyArea | null;
  /** how far a key must reach into the area, where that does not follow from the method */
  readonly reach?: "read";
  /** areas that a key must reach to read what some parameters lead to, too */
  readonly also?: Readonly<Record<string, KeyArea>>;
  /** what the names in the path are as parameters, if not the same */
  readonly names?: Readonly<Record<string, string>>;
  /** of a success; by the method where absent: 201 for POST, 204 for DELETE, else 200 */
  readonly status?: 200 | 201 | 202 | 204;
  /** the member of the call's answer that is ours; all of it where absent */
  readonly of?: string;
  /** it is a list, whose pages follow the call's own cursor, or (`whole`) a list that the call always reads as a whole */
  readonly list?: "pages" | WholeList;
  /** of a list that the path narrows to one: that one */
  readonly only?: true;
  /** of a list: members of the call's answer that stand beside its `data` */
  readonly beside?: readonly string[];
  /** the path of what it makes or changes, which is its answer, as a GET there gives it */
  readonly thing?: string;
  /** the path of what it makes, or makes something of, where only its own answer tells all of that, such as a secret */
  readonly at?: string;
  /** its answer is a thing that has an entity tag, all of which the tag covers; `partly`: the tag is good for writing alone */
  readonly tagged?: true | "partly";
  /** its answer is a receipt, which is a PDF where the caller wants one */
  readonly receipt?: true;
  /** parameters of the call that the route gives, and does not take; of a customer also `self` */
  readonly given?: Readonly<Record<string, unknown>>;
};

/** The names in braces of a path. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** The status of a route's success. */
export function statusOf({ method, status }: Pick<Route, "method" | "status">): number {
  return status ?? (method === "POST" ? 201 : method === "DELETE" ? 204 : 200);
}
