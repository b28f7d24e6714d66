"use client";

import type { IconName } from "./icon-names";
import sprite from "./icons.svg";

/**
 * An icon beside words or in a named control, in the colour of the text. It is one element of a file that the browser
 * fetches once, since a page has forty of them. @param size in pixels
 */
export function Icon({
  name,
  size = 16,
  className,
}: {
  readonly name: IconName;
  readonly size?: number;
  readonly className?: string;
}) {
  return (
    <svg width={size} height={size} aria-hidden="true" className={className}>
      <use href={`${sprite.src}#${name}`} />
    </svg>
  );
}
