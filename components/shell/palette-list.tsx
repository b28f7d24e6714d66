"use client";

import { type MouseEvent, useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Badge } from "@/components/ui/page";
import type { CustomerHit, PaletteAction, PaletteData } from "./palette-data";
import { type Option, type OptionGroup, partsOf } from "./palette-options";
import { sectionIcons } from "./sections";

type Props = {
  readonly id: string;
  readonly groups: readonly OptionGroup[];
  readonly active: string | undefined;
  /** what somebody typed, which stands out in what was found */
  readonly typed: string;
  readonly words: PaletteData["words"];
  readonly onPoint: (id: string) => void;
  readonly onOpen: (option: Option) => void;
};

const icons = {
  open: "corner-down-left",
  payment: "banknote",
  credit_limit: "gauge",
  block: "ban",
  unblock: "lock-open",
  open_as: "headset",
  why_not: "circle-help",
} as const satisfies Record<PaletteAction, IconName>;

/** The options in groups. Each is a link, so that people can open it in a new tab. */
export function PaletteList({ id, groups, active, typed, words, onPoint, onOpen }: Props) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another option becomes active
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const click = (event: MouseEvent, option: Option) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(option);
  };
  return (
    <div ref={list} id={id} role="listbox" aria-label={words.label}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
        <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`} className="pb-1">
          <div
            id={`${id}-${group.id}`}
            className="truncate px-2.5 pt-2 pb-1 text-[0.75rem] font-medium text-muted"
          >
            {group.title}
          </div>
          {group.options.map((option) => (
            <a
              key={option.id}
              id={`${id}-${option.id}`}
              role="option"
              aria-selected={option.id === active}
              tabIndex={-1}
              href={option.href}
              onMouseMove={() => option.id !== active && onPoint(option.id)}
              onMouseDown={(event) => event.button === 0 && event.preventDefault()}
              onClick={(event) => click(event, option)}
              className="flex min-h-9 items-center gap-3 pointer-coarse:min-h-11 [&_b]:font-semibold rounded-control px-2.5 py-1.5 aria-selected:bg-chip forced-colors:aria-selected:outline-2"
            >
              <Icon name={iconOf(option)} className="shrink-0 text-muted" />
              {option.customer ? (
                <Customer customer={option.customer} typed={typed} words={words} />
              ) : (
                <span className="min-w-0 truncate">
                  {group.id === "pages" ? <Matched text={option.label} typed={typed} /> : option.label}
                </span>
              )}
            </a>
          ))}
        </div>
      ))}
    </div>
  );
}

function iconOf({ customer, action, section }: Option): IconName {
  if (customer) return "user";
  if (action) return icons[action];
  // what is no page of the navigation is a refusal
  return section ? sectionIcons[section] : "circle-x";
}

function Customer({
  customer,
  typed,
  words,
}: {
  readonly customer: CustomerHit;
  readonly typed: string;
  readonly words: PaletteData["words"];
}) {
  const { id, name, login, parent, number, blocked, stopped, balance, owes } = customer;
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className={`truncate ${typed === "" ? "font-medium" : ""}`}>
            <Matched text={name} typed={typed} />
          </span>
          {blocked || stopped ? (
            <Badge tone="danger">{blocked ? words.blocked : words.stopped_above}</Badge>
          ) : null}
        </span>
        <span className="block truncate text-[0.8125rem] leading-[18px] text-muted">
          {[number, login === name ? null : login, `${words.id} ${id}`, parent].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className={`num shrink-0 ${owes ? "text-danger" : ""}`}>{balance}</span>
    </>
  );
}

/** A text in which what somebody typed stands out. */
function Matched({ text, typed }: { readonly text: string; readonly typed: string }) {
  return partsOf(text, typed).map(([part, isTyped], at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
    isTyped ? <b key={at}>{part}</b> : part,
  );
}
