import { answerRows } from "../../../web/lists/rows-route";
import { paletteData } from "../../../web/portal/palette-data";

/** What the palette offers before somebody types: it asks for it when it opens. */
export const GET = answerRows(paletteData);
