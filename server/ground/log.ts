import { pino } from "pino";
import { settings } from "./settings";
import { withoutSecrets } from "./text/without-secrets";

/** The log of the process, as JSON lines. Never log a secret or a whole input; a key in what an error quotes is left out. */
export const log = pino({
  name: "trellis",
  level: levelOrUsual(),
  hooks: { streamWrite: withoutSecrets },
});

/** The start reports a bad setting, so the first use of the log must not fail on it. */
function levelOrUsual(): string {
  try {
    return settings().logLevel;
  } catch {
    return "warn";
  }
}
