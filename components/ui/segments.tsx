"use client";

/** Links to a few views of one thing, drawn as one control; marks the one that shows, for screen readers too. */
export function Segments({
  label,
  links,
}: {
  readonly label: string;
  readonly links: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="segments">
      {links.map(({ href, label: name, current }) => (
        <a key={href} href={href} aria-current={current ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
