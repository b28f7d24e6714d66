import { spawnSync } from "node:child_process";

/** Builds once, if the build is missing or older than its sources; the tests then start it many times. */
export default function setup(): void {
  const { status } = spawnSync(process.execPath, ["scripts/start.mjs", "--build"], { stdio: "inherit" });
  if (status !== 0) throw new Error("the build failed");
}
