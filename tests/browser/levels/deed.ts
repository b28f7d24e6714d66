import type { Act } from "@/server/actor/access-levels";
import type { Level } from "./levels-of-the-table";
import type { Form, Stage } from "./stage-of-levels";

/** One thing that a form of the portal does. */
export type Deed = {
  readonly action: string;
  /** the row of the table of access levels that it needs */
  readonly needs: Act;
  /** the page with its form, for an ADMINISTRATOR; `[name]` stands for an id of the stage */
  readonly form: Form;
  /** the form is about the caller and appears on the caller's own page, whatever the level */
  readonly isOwn?: true;
  /** what to type; null: do not send the field */
  readonly typed?: (stage: Stage, level: Level) => Readonly<Record<string, string | null>>;
  /** what an ADMINISTRATOR does before each try. @returns more fields to type */
  readonly before?: (stage: Stage, level: Level) => Promise<Readonly<Record<string, string>>>;
};

export type Deeds = Readonly<Record<string, Deed>>;

/** A customer of the stage and one of its web users. */
export const at = "/customers/[i_customer]";
export const user = `${at}/web-users/[i_web_user]`;

/** What to type if anything will do. */
export function textOf({ mark }: Stage, level: Level): string {
  return `${mark} by ${level}`;
}
