import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { bridgeAt } from "@/server/doors/bridge/address";
import { setPreferences } from "@/server/preferences/preferences";
import { may } from "../../../web/session/may";
import { endpointHere } from "../endpoint";
import { State } from "../switch-rows";
import { switchBridgeAction } from "./actions";

/** Says whether old programs may call, and switches that. */
export async function BridgeSection({
  session,
  isOn,
}: {
  readonly session: LiveSession;
  readonly isOn: boolean;
}) {
  const [t, address] = [await getTranslations("bridge"), await endpointHere(bridgeAt)];
  return (
    <Section title={t("title")} note={t("text")}>
      <div className="flex flex-col gap-4">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <code className="text-[0.8125rem] wrap-anywhere select-all">{address}</code>
          <State isGood word={t(isOn ? "on" : "off")} note={null} />
        </p>
        {(await may(session, setPreferences, "own", { ownOnly: "bridge" })) ? (
          <ActionForm action={switchBridgeAction} prefix="bridge">
            <SubmitButton look="plain" name="bridge" value={isOn ? "0" : "1"}>
              {t(isOn ? "switch_off" : "switch_on")}
            </SubmitButton>
          </ActionForm>
        ) : null}
      </div>
    </Section>
  );
}
