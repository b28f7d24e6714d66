import type { ReactNode } from "react";
import type { Query } from "@/components/list/list-query";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ActName } from "@/server/jobs/acts/acts";
import type { Ask } from "../../session/may";

/** How people say what a job does to each customer. One file for each act, and its row in `act-forms.ts`. */
export type ActForm = {
  /** whether the reader may do it to somebody at all */
  readonly isOffered: (may: Ask) => boolean;
  /** the fields, within a form that has its buttons */
  readonly Fields: (props: ActFieldsProps) => ReactNode | Promise<ReactNode>;
  /** reads them as `prepareJob` takes them. @throws Refusal 400 naming a field */
  readonly read: (form: FormData, session: LiveSession) => Promise<Readonly<Record<string, unknown>>>;
  /** the same in words, as stored: what stands in which field */
  readonly say: (act: StoredAct, session: LiveSession) => Promise<readonly SaidField[]>;
  /** what has to be chosen before there are fields; null where it is. It stands outside of the form */
  readonly Before?: (props: ActFieldsProps) => Promise<ReactNode | null>;
  /** it stops or destroys something */
  readonly danger?: true;
};

/** The acts that have a form. */
export type OfferedAct = Exclude<ActName, "undo">;

export type ActFieldsProps = {
  readonly kind: OfferedAct;
  readonly session: LiveSession;
  /** the address of the page, which holds what has been chosen so far */
  readonly query: Query;
};

export type StoredAct = Readonly<Record<string, unknown>>;

export type SaidField = readonly [label: string, value: string];
