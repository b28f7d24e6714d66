import { pino } from "pino";
import { settings } from "./settings";

/** The log of the process, as JSON lines. Never given a secret, nor a whole input. */
export const log = pino({ name: "trellis", level: settings().logLevel });
