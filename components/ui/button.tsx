"use client";

import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./looks";

type Look = { readonly look?: ButtonLook };

/** A button of a form; it submits unless `type` says otherwise. */
export function Button({ look = "plain", className = "", ...rest }: Look & ComponentProps<"button">) {
  return <button type="submit" className={buttonClass(look, className)} {...rest} />;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ look = "plain", className = "", ...rest }: Look & ComponentProps<"a">) {
  return <a className={buttonClass(look, className)} {...rest} />;
}
