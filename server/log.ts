import { pino } from "pino";
import { settings } from "./settings";

/** The log of the process, as JSON lines. Never given a secret, nor a whole input. */
export const log = pino({ name: "trellis", level: levelOrUsual() });

/** A bad setting is said by the start, once, and not by whoever logs first. */
function levelOrUsual(): string {
  try {
    return settings().logLevel;
  } catch {
    return "warn";
  }
}
