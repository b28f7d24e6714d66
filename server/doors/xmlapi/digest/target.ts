/**
 * Whether a digest's `uri` names the request's own target. Compares only the paths, so clients may leave the query out,
 * or write the whole URL if the request has only the path. Everything below the API's path is the same resource.
 * Source: RFC 7616 §3.4.6.
 */
export function isOwnTarget(uri: string, target: string): boolean {
  return pathOf(uri) === pathOf(target);
}

/** The path of an origin-form or absolute-form target. Source: RFC 9112 §3.2. */
function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "") || "/";
}
