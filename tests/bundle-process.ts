import { basename } from "node:path";
import { build } from "esbuild";
import { forNode } from "../scripts/for-node.mjs";

/**
 * Bundles a program that a test starts as a process, because Node runs no TypeScript. The bundle goes beside the
 * program's own, where Node finds its packages.
 * @param entry the program's file, which is named after what it is, such as `host-process.ts`
 * @returns the bundle's file
 */
export async function bundleProcess(entry: string): Promise<string> {
  const outfile = `.build/${basename(entry, ".ts")}.mjs`;
  await build({
    entryPoints: [entry],
    outfile,
    ...forNode,
  });
  return outfile;
}
