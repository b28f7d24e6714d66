import { cache, Fragment } from "react";
import { ButtonLink } from "@/components/ui/button";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { blockCustomer } from "@/server/customers/block-customer";
import { explainBlocks } from "@/server/customers/explain-blocks";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { blockedByText, blockReasonText } from "../../../web/customers/standing-block";
import { StateMark } from "../../../web/customers/state-mark";
import { may } from "../../../web/session/may";
import { MenuLink } from "./menu-link";
import type { CustomerView } from "./open-customer";
import { StoppedBy } from "./stopped-by";

/** The blocks that stop a customer, looked up once per request. */
const blocksOn = cache(
  async (session: LiveSession, i_customer: number) => await explainBlocks(session.actor, { i_customer }),
);

type Props = { readonly view: CustomerView };

/** Says beside the customer's id that it is blocked, or stopped above. */
export async function StateOfCustomer({ view: { session, customer, self } }: Props) {
  const { blocks } = self ? { blocks: [] } : await blocksOn(session, customer.i_customer);
  return <StateMark blocked={customer.blocked} stopped_by={blocks.find(({ own }) => !own) ?? null} />;
}

/** Says under the heading who blocked the customer, when and why; or whose block stops it. */
export async function BlockLine({ view: { session, customer, self } }: Props) {
  if (self) return null;
  const { i_customer } = customer;
  const { blocks } = await blocksOn(session, i_customer);
  if (blocks.length === 0) return null;
  const t = await getTranslations("block_customer");
  const own = blocks.filter((block) => block.own);
  const above = blocks.find((block) => !block.own);
  const mayLift = own.some(({ liftable }) => liftable) && (await may(session, unblockCustomer));
  const lines = await Promise.all(
    own.map(async (block) => ({
      block,
      said: await blockedByText({ block, timeZone: session.timeZone }),
      reason: block.reason && (await blockReasonText(block.reason)),
    })),
  );
  return (
    <div className="-mt-4 mb-5 flex max-w-3xl flex-col gap-0.5" data-part="blocks">
      {lines.map(({ block, said, reason }, at) => (
        <p key={block.i_block} className="text-danger">
          {said}
          {reason ? ` — ${reason}` : null}
          {mayLift && at === lines.length - 1 ? (
            <Fragment>
              {" — "}
              <a href={`/customers/${i_customer}/unblock`} className="underline">
                {t("unblock")}
              </a>
            </Fragment>
          ) : null}
        </p>
      ))}
      {above ? <StoppedBy block={above} /> : null}
    </div>
  );
}

/** Leads to blocking the customer, or to lifting its blocks: a button if there is room, else an entry of the menu. */
export async function BlockLink({
  view: { session, customer, self },
  inMenu = false,
}: Props & { readonly inMenu?: boolean }) {
  if (self) return null;
  const { i_customer } = customer;
  const t = await getTranslations("block_customer");
  const { blocks } = await blocksOn(session, i_customer);
  const what = blocks.some(({ own, liftable }) => own && liftable) ? "unblock" : "block";
  if (!(await may(session, what === "block" ? blockCustomer : unblockCustomer))) return null;
  const href = `/customers/${i_customer}/${what}`;
  return inMenu ? (
    <MenuLink href={href} className={`xl:hidden ${what === "block" ? "text-danger" : ""}`}>
      {t(what)}
    </MenuLink>
  ) : (
    <ButtonLink href={href} className="max-xl:hidden">
      {t(what)}
    </ButtonLink>
  );
}
