/** The most bytes of one form; `server/doors/front/bounded-form.ts` cuts the rest. `next.config.mjs` has the same number. */
export const mostFormBytes = 3 * 1024 * 1024;

/** The most that one field may hold: a picture, and the longest text, a stylesheet. No field takes more. */
export const mostFileKiB = 512;
export const mostTextKiB = 64;

/**
 * The field that replaces each oversized one in a form. It holds the KiB that the other may have, and its name.
 */
export const tooLargeField = "too_large";
