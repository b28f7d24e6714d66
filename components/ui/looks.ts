/** The looks of buttons, shared by links and buttons of forms. The stylesheet says what they are. */
export type ButtonLook = "primary" | "plain" | "quiet" | "danger";

/** The classes of a button. */
export function buttonClass(look: ButtonLook, more = ""): string {
  return `button button-${look} ${more}`.trimEnd();
}

/** The classes of a notice: its ground, and the icon before its words. */
export function noticeClass(tone: Tone, more = ""): string {
  return `notice ${tone === "plain" ? "" : `notice-${tone}`} ${more}`.replace(/ +/g, " ").trimEnd();
}

/** Colours by meaning; each pair of text and ground has a contrast of 4.5:1 in light and dark. */
export const tones = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  plain: "bg-chip text-muted",
} as const;

export type Tone = keyof typeof tones;
