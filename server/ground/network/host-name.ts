/** A host name without its port, in the form in which we compare hosts. */
export function hostName(host: string): string {
  return host.trim().toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}
