import { randomBytes } from "node:crypto";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { attributeOf, isAttributeName } from "@/attributes/customer";
import { mostTextKiB, tooLargeField } from "@/attributes/reading/form-bounds";
import { withoutPasted } from "@/attributes/reading/unseen";
import { shownText } from "@/components/attribute-field/attribute-text";
import { type FormState, idle } from "@/components/form/form-state";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession, SessionKind } from "@/server/credentials/sessions";
import { isDatabaseAway } from "@/server/database/is-away";
import { courseOf, requestHeader } from "@/server/doors/front/course";
import { log } from "@/server/ground/log";
import { Refusal } from "@/server/ground/refusal";
import { confirmByPassword } from "@/server/identity/log-in/confirm-identity";
import { sessionForAction } from "../session/session";
import { quoted, refusalText } from "./refusal-text";

/**
 * Does what every action needs around its operation: finds out who acts, and turns a refusal into a text beside its field
 * while keeping what the person typed, also when their log-in has ended. It logs anything unexpected under a reference and
 * tells the person only that reference.
 */
export async function answer(
  form: FormData,
  act: (session: LiveSession) => Promise<Partial<FormState>>,
): Promise<FormState> {
  return await answerIn("full", form, act);
}

/** The same for a half log-in, which can only choose a password. */
export async function answerHalf(
  form: FormData,
  act: (session: LiveSession) => Promise<Partial<FormState>>,
): Promise<FormState> {
  return await answerIn("half", form, act);
}

/** The same for a log-in that waits for its second factor. */
export async function answerFactor(
  form: FormData,
  act: (session: LiveSession) => Promise<Partial<FormState>>,
): Promise<FormState> {
  return await answerIn("factor", form, act);
}

async function answerIn(
  kind: SessionKind,
  form: FormData,
  act: (session: LiveSession) => Promise<Partial<FormState>>,
): Promise<FormState> {
  const values = typedIn(form);
  try {
    const session = await sessionForAction(kind);
    if (!session) {
      const t = await getTranslations("login");
      await keepTyped(values);
      const logIn = { text: t("elsewhere"), href: "/login?next=/confirm/done" };
      return { ...idle, status: "error", values, formError: t("again"), logIn };
    }
    if (form.has(tooLargeField)) return { ...idle, status: "error", values, ...(await askForLess(form)) };
    demandSameIdentity(session, form);
    const given = await act(await confirmed(session, form));
    // a notice repeats what was typed as we keep it
    const said = given.notice ? { ...given, notice: withoutPasted(given.notice) } : given;
    // what is only asked about has not happened: the form keeps what was typed
    return { ...idle, ...(said.sure ? { status: "error", values } : { status: "success" }), ...said };
  } catch (error) {
    // redirects and not-founds belong to Next
    unstable_rethrow(error);
    if (error instanceof Refusal && isAboutConfirming(error))
      return { ...idle, status: "error", values, ...(await askToConfirm(error)) };
    return { ...idle, status: "error", values, ...(await explain(error, form)) };
  }
}

/** Says beside their fields what was too large to be sent: nothing is done without it. */
async function askForLess(form: FormData): Promise<Partial<FormState>> {
  const t = await getTranslations("refusals");
  const texts = form.getAll(tooLargeField).map((said): [string, string] => {
    const [, max = "", field = ""] = /^(\d+) (.*)$/s.exec(String(said)) ?? [];
    const kind = isAttributeName(field) ? attributeOf(field).kind : null;
    return [field, kind?.kind === "text" ? t("too_long", { max: kind.max }) : t("too_large", { max })];
  });
  return { fieldErrors: Object.fromEntries(texts) };
}

/**
 * Keeps what was typed for the page shown instead. Before JavaScript the answer comes with the form's own page, which needs a
 * log-in.
 */
async function keepTyped(values: Readonly<Record<string, string>>): Promise<void> {
  const course = courseOf((await headers()).get(requestHeader));
  if (course) course.typed = Object.entries(values);
}

/**
 * Refuses a form whose page was opened as somebody else: before a support session began, or in one that is over.
 * @throws Refusal 409
 */
function demandSameIdentity({ support }: LiveSession, form: FormData): void {
  if ((form.get("acting_as") ?? "") === (support?.reference ?? "")) return;
  throw new Refusal(409, "This page was opened as somebody else; reload it.", undefined, {
    key: "another_identity",
  });
}

/** Checks the sender's password if the form contains it, which makes the log-in fresh (step-up). */
async function confirmed(session: LiveSession, form: FormData): Promise<LiveSession> {
  const own = form.get("own_password");
  if (typeof own !== "string" || own === "" || session.kind !== "full") return session;
  try {
    const person = await confirmByPassword(session.person, own);
    return { ...session, person, actor: { ...session.actor, freshUntil: person.freshUntil ?? null } };
  } catch (error) {
    if (!(error instanceof Refusal) || error.attribute === undefined) throw error;
    throw new Refusal(error.code, error.message, "own_password", error.reason);
  }
}

function isAboutConfirming({ reason, attribute }: Refusal): boolean {
  return reason?.key === "step_up" || attribute === "own_password";
}

/** Asks for the password in the form itself. People without one confirm on a separate page and send the form again. */
async function askToConfirm(error: Refusal): Promise<Partial<FormState>> {
  const t = await getTranslations("confirm");
  return {
    confirm: {
      title: t("title"),
      text: t("in_place"),
      label: t("own_password"),
      instead: t("instead"),
      href: "/confirm?next=/confirm/done",
    },
    ...(error.attribute === undefined ? {} : { fieldErrors: { own_password: await refusalText(error) } }),
  };
}

async function explain(error: unknown, form: FormData): Promise<Partial<FormState>> {
  if (isDatabaseAway(error)) {
    log.error({ err: error }, "the database does not answer");
    return { formError: (await getTranslations("refusals"))("code_503") };
  }
  if (!(error instanceof Refusal)) {
    const reference = randomBytes(4).toString("hex");
    log.error({ err: error, reference }, "an action failed");
    const t = await getTranslations("refusals");
    return { formError: t("code_500", { reference }) };
  }
  const { attribute } = error;
  const text = await refusalText(await inReadersNumbers(error));
  const reference = quoted(error);
  if (attribute === undefined || !hasField(form, attribute)) return { formError: text, reference };
  if (isHidden(attribute)) {
    const t = await getTranslations("refusals");
    // nobody typed it, so a bound or a type would tell people nothing
    return { formError: error.code === 400 ? t("page_unfit") : text, reference };
  }
  const theirs = error.reason?.key === "changed_meanwhile" ? String(error.reason.values?.theirs ?? "") : null;
  const t = await getTranslations("attributes");
  return {
    fieldErrors: { [attribute]: text },
    reference,
    ...(isAttributeName(attribute) ? { labels: { [attribute]: t(attribute) } } : {}),
    // the next save says that the form showed the other's value, so the person has chosen
    ...(theirs === null ? {} : { shown: { [attribute]: theirs } }),
  };
}

/** What somebody else wrote meanwhile, as the field shows it. */
async function inReadersNumbers(error: Refusal): Promise<Refusal> {
  const { code, message, attribute, reason } = error;
  const theirs = reason?.values?.theirs;
  if (attribute === undefined || !isAttributeName(attribute) || theirs === undefined) return error;
  const values = { ...reason?.values, theirs: shownText(attribute, theirs, await getLocale()) };
  return new Refusal(code, message, attribute, { key: reason?.key ?? "", values });
}

/** Whether forms only ever hold a field of this name unseen: what the form is about, and what it says of itself. */
function isHidden(name: string): boolean {
  // people choose ids that are attributes from a list
  return hiddenFields.has(name) || (name.startsWith("i_") && !isAttributeName(name));
}

const hiddenFields: ReadonlySet<string> = new Set(["form", "idempotency_key", "parent", "reference"]);

function hasField(form: FormData, name: string): boolean {
  return [...form.keys()].some((key) => key === name || key.startsWith(`${name}.`) || key === `was:${name}`);
}

/** Collects what was typed, except secrets and what is too long for any field: before JavaScript a form sends it again. */
function typedIn(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$")) continue;
    if (name === tooLargeField || value.length > mostGivenBack) continue;
    if (/password/i.test(name) || name === "code" || name === "recovery") continue;
    if (isAttributeName(name) && attributeOf(name).kind.kind === "secret") continue;
    values[name] = value;
  }
  return values;
}

/** In characters: twice what a stylesheet may have. */
const mostGivenBack = 2 * mostTextKiB * 1024;
