import type { Act } from "@/server/identity/access-levels";
import type { Level } from "./levels-of-the-table";
import type { Form, Stage } from "./stage-of-levels";

/** What a form of the portal does. */
export type Deed = {
  readonly action: string;
  /** the row of the table of access levels that it needs */
  readonly needs: Act;
  /** where an ADMINISTRATOR finds its form; `[name]` stands for an id of the stage */
  readonly form: Form;
  /** the caller's own page has the form, whatever its level: it is about the caller */
  readonly isOwn?: true;
  /** what is typed; null: the field is not sent */
  readonly typed?: (stage: Stage, level: Level) => Readonly<Record<string, string | null>>;
  /** what an ADMINISTRATOR does before each try. @returns what else is typed */
  readonly before?: (stage: Stage, level: Level) => Promise<Readonly<Record<string, string>>>;
};

export type Deeds = Readonly<Record<string, Deed>>;

/** A customer of the stage, and a web user of it. */
export const at = "/customers/[i_customer]";
export const user = `${at}/web-users/[i_web_user]`;

/** What a level types where anything will do. */
export function textOf({ mark }: Stage, level: Level): string {
  return `${mark} by ${level}`;
}
