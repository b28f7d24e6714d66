import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Section } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import type { CountedList } from "@/server/record/customer-filter";
import type { SupportDesk } from "@/server/support/get-desk";
import { listAddress } from "../../web/customers/list-address";
import { attentionGroups, type Group } from "./attention-groups";
import { OpenAs } from "./open-as";

const kinds = {
  blocked: { icon: "ban", tone: "text-danger", list: "blocked" },
  over: { icon: "circle-alert", tone: "text-danger", list: "over" },
  locked_out: { icon: "lock", tone: "text-danger", list: null },
  mail_bouncing: { icon: "mail-x", tone: "text-danger", list: null },
  record_lost: { icon: "globe", tone: "text-warn", list: null },
  low: { icon: "triangle-alert", tone: "text-warn", list: "low" },
} as const satisfies Record<Group["what"], Look>;

type Look = {
  readonly icon: IconName;
  readonly tone: string;
  /** the list of them all; null: there is none */
  readonly list: CountedList | null;
};

type Reader = {
  /** the reader's own customer, which they do not open as support */
  readonly self: number;
};

type Props = Reader & { readonly desk: SupportDesk; readonly timeZone: string };

/** Shows what keeps customers from working: how many, the first few, and where to end each trouble. */
export async function Attention({ desk, timeZone, ...reader }: Props) {
  const [t, groups] = await Promise.all([getTranslations("support"), attentionGroups(desk, timeZone)]);
  return (
    <Section title={t("attention")} className="desk-attention">
      {groups.length === 0 ? (
        <p className="flex items-center gap-2 text-muted">
          <Icon name="circle-check" className="shrink-0 text-good" />
          {t("all_well")}
        </p>
      ) : (
        <ul data-part="attention">
          {groups.map((group) => (
            <Kind key={group.what} {...group} {...reader} />
          ))}
        </ul>
      )}
    </Section>
  );
}

async function Kind({ what, count, lines, self }: Group & Reader) {
  const [t, format] = [await getTranslations("support"), await getFormatter()];
  const { icon, tone, list } = kinds[what];
  const title = t(what, { count, shown: format.number(count) });
  const beyond = count - lines.length;
  return (
    <li>
      <h3>
        <Icon name={icon} className={tone} />
        {list ? <a href={listAddress(list)}>{title}</a> : title}
      </h3>
      <ul>
        {lines.map(({ i_customer, name, detail, href }) => (
          <li key={`${href} ${detail}`}>
            <a href={`/customers/${i_customer}`} title={name}>
              {name}
            </a>
            {detail === "" ? null : <span>{detail}</span>}
            <div>
              <a href={href} aria-label={t("of_name", { what: t(`mend_${what}`), name })} className="row-act">
                {t(`mend_${what}`)}
              </a>
              {i_customer === self ? null : <OpenAs i_customer={i_customer} name={name} />}
            </div>
          </li>
        ))}
        {beyond > 0 ? (
          <li className="beyond">{t("more", { count: beyond, shown: format.number(beyond) })}</li>
        ) : null}
      </ul>
    </li>
  );
}
