import type { Metadata } from "next";
import { FormGroup } from "@/components/form/form-group";
import { Button } from "@/components/ui/button";
import { PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { isAccessLevel } from "@/server/actor/access-levels";
import { listRefusals } from "@/server/refusals/list-refusals";
import { type WhyNot, whyNot } from "@/server/why-not/why-not";
import { Portal } from "../../../../web/portal/portal";
import { openCustomer } from "../open-customer";
import { choicesOf } from "./choices";
import { RefusalList } from "./refusal-list";
import { Verdict } from "./verdict";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/why-not">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("why_not"))("title", { name: customer.name }) };
}

export default async function WhyNotPage({
  params,
  searchParams,
}: PageProps<"/customers/[i_customer]/why-not">) {
  const [{ i_customer }, query] = [await params, await searchParams];
  const { session, customer, path } = await openCustomer(i_customer);
  const given = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      name.startsWith("p.") && typeof value === "string" ? [[name.slice(2), value]] : [],
    ),
  );
  const { who, what } = query;
  const [answer, { refusals }] = await Promise.all([
    whyNot(session.actor, { i_customer, who, what, given }),
    listRefusals(session.actor, { i_customer }),
  ]);
  const t = await getTranslations("why_not");
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title", { name: customer.name })}
        crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
      />
      <Question answer={answer} given={given} />
      <Verdict answer={answer} name={customer.name} />
      {refusals.length > 0 ? (
        <Section title={t("lately")} note={t("lately_text")} className="mt-10">
          <RefusalList refusals={refusals} timeZone={session.timeZone} />
        </Section>
      ) : null}
    </Portal>
  );
}

/** Asks who, what, and with what, by an address, so that people can send the answer to a colleague. */
async function Question({
  answer,
  given,
}: {
  readonly answer: WhyNot;
  readonly given: Readonly<Record<string, string>>;
}) {
  const [t, deeds, w] = [
    await getTranslations("why_not"),
    await getTranslations("deeds"),
    await getTranslations("web_users"),
  ];
  const levelName = (level: string) => (isAccessLevel(level) ? w(`level_${level}`) : level);
  const word = (name: string) =>
    deeds.has(name as "createCustomer") ? deeds(name as "createCustomer") : name;
  const parameters = [...new Set([...answer.missing, ...Object.keys(given)])];
  return (
    <form className="form mb-6" data-part="why-not">
      <FormGroup title={t("question")} about={t("text")}>
        <label className="field max-w-full font-medium">
          {t("who")}
          <select
            className="control truncate font-normal"
            name="who"
            defaultValue={answer.who}
            key={answer.who}
          >
            {answer.users.map((user) => (
              <option key={user.i_web_user} value={`user ${user.i_web_user}`}>
                {t("user", { login: user.login, level: levelName(user.access_level) })}
              </option>
            ))}
            <option value="api">{t("api")}</option>
            <option value="new">{t("new")}</option>
          </select>
        </label>
        <label className="field font-medium">
          {t("what")}
          <select className="control font-normal" name="what" defaultValue={answer.what} key={answer.what}>
            {choicesOf(word).map(({ group, names }) => (
              <optgroup key={group} label={t(`groups.${group}`)}>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {word(name)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {parameters.length > 0 ? (
          <div className="fields">
            {parameters.map((name) => (
              <Parameter key={name} name={name} value={given[name] ?? ""} />
            ))}
          </div>
        ) : null}
        <div>
          <Button look="primary">{t("ask")}</Button>
        </div>
      </FormGroup>
    </form>
  );
}

async function Parameter({ name, value }: { readonly name: string; readonly value: string }) {
  const [t, attributes] = [await getTranslations("why_not"), await getTranslations("attributes")];
  const known = name as "name";
  return (
    <label className="field font-medium">
      {t.has(`parameters.${name as "i_customer"}`)
        ? t(`parameters.${name as "i_customer"}`)
        : attributes.has(known)
          ? attributes(known)
          : name}
      <input className="control font-normal" name={`p.${name}`} defaultValue={value} autoComplete="off" />
    </label>
  );
}
