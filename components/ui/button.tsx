import Link from "next/link";
import type { ComponentProps } from "react";

const looks = {
  primary: "bg-accent text-on-accent border-transparent hover:brightness-110",
  plain: "bg-surface text-text border-line-strong hover:bg-hover",
  quiet: "bg-transparent text-text border-transparent hover:bg-hover",
  danger: "bg-surface text-danger border-danger hover:bg-danger-soft",
} as const;

type Look = { readonly look?: keyof typeof looks };

const shape =
  "inline-flex h-9 items-center justify-center gap-1.5 rounded-control border px-3 font-medium whitespace-nowrap transition-colors duration-100 disabled:opacity-60";

export function Button({ look = "plain", className = "", ...rest }: Look & ComponentProps<"button">) {
  return <button type="submit" className={`${shape} ${looks[look]} ${className}`} {...rest} />;
}

/** A real link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ look = "plain", className = "", ...rest }: Look & ComponentProps<typeof Link>) {
  return <Link className={`${shape} ${looks[look]} ${className}`} {...rest} />;
}
