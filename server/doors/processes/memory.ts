import { setFlagsFromString } from "node:v8";

// V8 waits until garbage has grown to a multiple of what is in use: after some thousand pages that was half a gigabyte for
// each process. So old garbage is collected when it is a third of what is in use, which costs a page some per cent.
const growth = "--heap-growing-percent=30";

/** What keeps the memory of a process that serves level; for its start. Half of the usual room for new objects, in MB. */
export const flagsOfMemory = [growth, "--max-semi-space-size=8"];

/** Does what can be done of it in a process that runs. */
export function keepMemoryLevel(): void {
  setFlagsFromString(growth);
}
