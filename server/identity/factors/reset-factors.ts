import { demandAnother, managing, webUserHead } from "../../credentials/find-web-user";
import { endSessions } from "../../credentials/sessions";
import { readId } from "../../input/read-id";
import { audit } from "../../operation/audit";
import { operation } from "../../operation/operation";
import { queueMail } from "../../outbox/queue-mail";

/**
 * Removes all second factors of a web user who lost a device. An ADMINISTRATOR of their customer or of one above does it.
 * Ends their log-ins and tells them by mail.
 * @throws Refusal 403 right or level · 404 · 409 one's own
 */
export const resetFactors = operation({
  name: "resetFactors",
  needs: { ...managing, fresh: true },
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, scope, target, check, input: { i_web_user } }) {
    const { customer, relation } = target;
    const user = await webUserHead(db, i_web_user);
    await check(() => demandAnother(actor, i_web_user));
    await db.factor.deleteMany({ where: { i_web_user } });
    await db.recoveryCode.deleteMany({ where: { i_web_user } });
    await endSessions(db, i_web_user);
    // people never learn names of anybody above
    const by = relation !== "below" ? (actor.login ?? scope.name) : "";
    await queueMail(db, { kind: "factors_reset", to: { i_web_user }, values: { by } });
    await audit(db, actor, {
      operation: "resetFactors",
      target: customer,
      detail: { web_login: user.login },
    });
    return {};
  },
});
