"use client";

import { useSearchParams } from "next/navigation";
import { createContext, type MouseEvent, useContext, useEffect, useState } from "react";
import { FrameIsOf } from "../shell/frame-mark";
import { whoseHeader } from "../shell/whose-header";
import { sameQuery } from "./list-query";

/** What a list shows at an address. */
export type Shown = {
  /** the query that it answers */
  readonly query: string;
};

/** Moves to another address of the list; `typed` replaces the present one and scrolls nowhere. */
type Move = (address: string, typed?: boolean) => void;

type Moves = {
  readonly move: Move;
  /** the rows of the address are on their way */
  readonly pending: boolean;
  /** the query that was asked for last, and the one whose rows show */
  readonly asked: string;
  readonly shown: string;
};

export const ListMoves = createContext<Moves | null>(null);

/** How what stands in a list moves it. */
export function useListMoves(): Moves {
  const moves = useContext(ListMoves);
  if (!moves) throw new Error("filters stand in a LiveList");
  return moves;
}

/**
 * What a list shows at the page's address. The first rows come with the page; for each further address, by a link in the
 * list, its filters, or Back and Forward, this fetches the rows alone.
 * @param route answers with what a query shows
 * @param first what the page came with
 */
export function useList<List extends Shown>(
  route: string,
  first: List,
): {
  readonly shown: List;
  /** the rows of the address are on their way */
  readonly pending: boolean;
  readonly move: Move;
  /** follows the links of the list to itself */
  readonly follow: (event: MouseEvent) => void;
  /** the query that was asked for last */
  readonly asked: string;
} {
  const address = useSearchParams().toString();
  // a move counts at once, while the router tells its address a moment later: then another move may have counted already
  const [asked, setAsked] = useState(address);
  const [told, setTold] = useState({ address, moves: noMoves });
  if (told.address !== address) {
    const place = told.moves.findLastIndex((one) => sameQuery(one, address));
    const later = place < 0 ? noMoves : told.moves.slice(place + 1);
    setTold({ address, moves: later });
    if (later.length === 0) setAsked(address);
  }
  const [given, setGiven] = useState(first);
  const [got, setGot] = useState<Got<List>>(() => keptFor(route, first, asked));
  if (given !== first) {
    // the page came anew, after a change or another move
    setGiven(first);
    setGot({ shown: first, isFresh: true, of: first.query });
  }
  const isCurrent = sameQuery(got.of, asked);
  const pending = !isCurrent || !got.isFresh;
  const whose = useContext(FrameIsOf);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt fetches the same once more
  useEffect(() => {
    if (!pending) return;
    const request = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    fetchRows<List>(`${route}?${asked}`, whose, request.signal).then(
      (shown) => {
        keep(route, shown);
        setGot({ shown, isFresh: true, of: asked });
      },
      (error: unknown) => {
        if (request.signal.aborted) return;
        // without a connection a reload would lose the list that is there
        if (error instanceof TypeError) again = setTimeout(() => setAttempt((one) => one + 1), retryMs);
        // the page itself says what is wrong
        else window.location.reload();
      },
    );
    return () => {
      clearTimeout(again);
      request.abort();
    };
  }, [route, asked, pending, whose, attempt]);
  const move: Move = (to, typed = false) => {
    if (typed) window.history.replaceState(null, "", to);
    else window.history.pushState(null, "", to);
    const query = to.split("?")[1] ?? "";
    setAsked(query);
    setTold(({ address, moves }) => ({ address, moves: [...moves, query] }));
    if (!typed) window.scrollTo(0, 0);
  };
  const follow = (event: MouseEvent) => {
    const to = ownAddress(event);
    if (to === null) return;
    event.preventDefault();
    move(to);
  };
  return { shown: got.shown, pending, move, follow, asked };
}

/** What a list has, and the query for which it got that, whatever the server makes of a query that nobody would write. */
type Got<List> = { readonly shown: List; readonly isFresh: boolean; readonly of: string };

const noMoves: readonly string[] = [];

const retryMs = 2_000;

/** @throws TypeError if there is no connection; Error if the page must be loaded anew, under another frame perhaps */
async function fetchRows<List>(address: string, whose: string, signal: AbortSignal): Promise<List> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  if (response.headers.get(whoseHeader) !== whose) throw new Error("these rows stand under another frame");
  // our own route's answer
  return (await response.json()) as List;
}

/** The address of a clicked link that leads to this very list; null: another link, or a click that opens it elsewhere. */
export function ownAddress(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || link.pathname !== window.location.pathname || link.hash) return null;
  return link.origin === window.location.origin ? link.pathname + link.search : null;
}

/**
 * The rows that were fetched last, by address: who comes back from a customer sees them at once, while they are fetched
 * again. They last as long as the document, so that nothing of one identity is left for another.
 */
const kept = new Map<string, Shown>();
const mostKept = 20;

function keep(route: string, shown: Shown): void {
  const key = `${route}?${shown.query}`;
  kept.delete(key);
  kept.set(key, shown);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

function keptFor<List extends Shown>(route: string, first: List, asked: string): Got<List> {
  if (sameQuery(first.query, asked)) return { shown: first, isFresh: true, of: asked };
  // only this route's answers are kept under its name
  const shown = kept.get(`${route}?${asked}`) as List | undefined;
  return { shown: shown ?? first, isFresh: false, of: asked };
}
