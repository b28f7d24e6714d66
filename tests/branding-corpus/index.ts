import { escapes } from "./escapes";
import { files } from "./files";
import { groups } from "./groups";
import type { Hostile } from "./hostile";
import { overlays } from "./overlays";
import { selectors } from "./selectors";
import { texts } from "./texts";
import { urls } from "./urls";

/** Every hostile stylesheet, by topic. */
export const corpus: Readonly<Record<string, readonly Hostile[]>> = {
  urls,
  escapes,
  groups,
  selectors,
  overlays,
  texts,
  files,
};
