/** The looks of buttons, shared by links and buttons of forms. */
export const buttonLooks = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  plain: "border-line-button bg-raised text-text hover:bg-hover",
  quiet: "border-transparent bg-transparent text-muted hover:bg-hover hover:text-text",
  danger: "border-danger-line bg-raised text-danger hover:bg-danger-soft",
} as const;

export type ButtonLook = keyof typeof buttonLooks;

const shape =
  "relative inline-flex h-9 shrink-0 items-center justify-center gap-2 rounded-control border px-3 font-medium whitespace-nowrap transition-colors duration-100 select-none disabled:cursor-not-allowed disabled:opacity-55";

/** The classes of a button. */
export function buttonClass(look: ButtonLook, more = ""): string {
  return `${shape} ${buttonLooks[look]} ${more}`;
}

/** Colours by meaning; each pair of text and ground has a contrast of 4.5:1 in light and dark. */
export const tones = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  plain: "bg-chip text-muted",
} as const;

export type Tone = keyof typeof tones;
