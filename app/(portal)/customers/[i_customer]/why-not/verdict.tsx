import { isAttributeName } from "@/attributes/customer";
import { Icon } from "@/components/ui/icon";
import { getTranslations } from "@/i18n/texts";
import type { Reason } from "@/server/record/refusal/reason";
import type { WhyNot } from "@/server/why-not/why-not";
import { MendLink } from "../../../../web/customers/mend-link";
import { inWords, reasonText } from "../../../../web/forms/refusal-text";

/** Yes, or no with every reason, each with its place and the link that removes it. @param name the customer's */
export async function Verdict({ answer, name }: { readonly answer: WhyNot; readonly name: string }) {
  const t = await getTranslations("why_not");
  const { reasons, hints, missing, assumed } = answer;
  return (
    <section className="form" aria-label={t("answer")} data-part="verdict">
      <h2 className="mb-1 flex items-center gap-2">
        {reasons.length > 0 ? (
          <Icon name="circle-x" className="shrink-0 text-danger" />
        ) : (
          <Icon name="circle-check" className="shrink-0 text-good" />
        )}
        {reasons.length > 0
          ? t("no", { count: reasons.length })
          : missing.length > 0
            ? t("so_far")
            : t("yes")}
      </h2>
      {reasons.length > 0 ? (
        <ol className="divide-y divide-line">
          {reasons.map((reason) => (
            // the same reason may concern several attributes, and a block several customers
            <ReasonRow
              key={`${reason.key} ${reason.attribute} ${reason.where?.i_customer}`}
              reason={reason}
              name={name}
            />
          ))}
        </ol>
      ) : null}
      {missing.length > 0 ? <p className="mt-2 text-muted">{t("missing")}</p> : null}
      {assumed.length > 0 ? <Assumed names={assumed} /> : null}
      {hints.length > 0 ? (
        <>
          <h2 className="mt-6 mb-1 flex items-center gap-2">
            <Icon name="info" className="shrink-0 text-muted" />
            {t("hints")}
          </h2>
          <ul className="divide-y divide-line">
            {hints.map((hint) => (
              <ReasonRow key={hint.key} reason={hint} name={name} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

async function ReasonRow({ reason, name }: { readonly reason: Reason; readonly name: string }) {
  const [t, c, a] = [
    await getTranslations("why_not"),
    await getTranslations("common"),
    await getTranslations("attributes"),
  ];
  const { key, attribute, where, mend } = reason;
  const known = key as "right_missing";
  const text = t.has(`reasons.${known}`)
    ? t(`reasons.${known}`, (await inWords(reason.values)) as never)
    : await reasonText(reason);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          {attribute && isAttributeName(attribute) && !t.has(`reasons.${known}`) ? (
            <span className="text-muted">{a(attribute)}: </span>
          ) : null}
          {text}
        </p>
        {where === undefined ? null : (
          <p className="text-[0.8125rem] text-muted">
            {where === null ? (
              t("set_above", { provider: c("your_provider") })
            ) : (
              <>
                {t("set_at")}{" "}
                <a
                  href={`/customers/${where.i_customer}`}
                  className="wrap-anywhere underline underline-offset-2"
                >
                  {where.name}
                </a>
              </>
            )}
          </p>
        )}
      </div>
      {mend ? <MendLink mend={mend} reason={key} name={where?.name ?? name} /> : null}
    </li>
  );
}

/** Names what the question left open and we tried with an example: another value may lead to another answer. */
async function Assumed({ names }: { readonly names: readonly string[] }) {
  const [t, a] = [await getTranslations("why_not"), await getTranslations("attributes")];
  const words = names.map((name) => {
    const [own, known] = [name as "i_customer", name as "name"];
    return t.has(`parameters.${own}`) ? t(`parameters.${own}`) : a.has(known) ? a(known) : name;
  });
  return <p className="mt-2 text-[0.8125rem] text-muted">{t("assumed", { names: words.join(", ") })}</p>;
}
