import type { ReactNode } from "react";

/** An entry of a menu that leads to a page. */
export function MenuLink(props: {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <li className={props.className}>
      <a
        href={props.href}
        className="flex h-9 items-center rounded-[6px] px-2.5 whitespace-nowrap hover:bg-hover"
      >
        {props.children}
      </a>
    </li>
  );
}
