/** The most that one form sends, in bytes; `server/network/bounded-form.ts` cuts what is more. As `next.config.ts` has it. */
export const mostFormBytes = 3 * 1024 * 1024;

/** The most that one field may hold: a picture, and the longest text, a stylesheet. No field takes more. */
export const mostFileKiB = 512;
export const mostTextKiB = 64;

/**
 * The field that stands in a form for each one that was left out of it, since it was too large to be sent. It says how many KiB that
 * one may hold, and its name.
 */
export const tooLargeField = "too_large";
