import type { Random } from "../../stage/random";
import { type Ask, customerId, idIn, newCustomer } from "./ask";

type Member = { readonly id: string; readonly parent: string };

/** A tree that grows and shrinks by chance, below alpha: each act is read back by somebody. */
export async function writeLife(ask: Ask, random: Random): Promise<void> {
  const home: Member = { id: customerId("alpha"), parent: customerId("root") };
  const members: Member[] = [];
  const any = (): Member => members[random.below(members.length)] ?? home;
  for (let time = 0; time < 90; time += 1) {
    const { id, parent } = any();
    const caller = random.pick(["alpha", "trusted", "root"]);
    const target = { i_wholesaler: parent, i_customer: id };
    switch (random.below(8)) {
      case 0:
      case 1: {
        const rights = { customers_mgmt: `int ${random.below(8)}`, balance: `int ${random.below(50)}` };
        const made = await ask(caller, "createCustomer", {
          ...newCustomer("alpha", rights),
          i_wholesaler: id,
        });
        const child = idIn(made);
        if (child !== null) members.push({ id: child, parent: id });
        break;
      }
      case 2:
        await ask(caller, "updateCustomer", {
          ...target,
          max_depth: random.pick(["int 0", "int 1", "nil"]),
          contact: `string ${time}`,
        });
        break;
      case 3:
        await ask(caller, random.pick(["customerAddFunds", "customerDebit"]), {
          ...target,
          amount: `double ${time}.5`,
        });
        break;
      case 4:
        // alpha itself has to go on calling
        if (id !== home.id) await ask(caller, random.pick(["blockCustomer", "unblockCustomer"]), target);
        break;
      case 5:
        await ask(caller, "deleteCustomer", target);
        break;
      case 6:
        await ask(caller, "listCustomers", { i_wholesaler: id, limit: "int 2" });
        break;
      default:
        await ask(caller, random.once(3) ? "getCustomerInfo" : "listLedger", { ...target, limit: "int 2" });
    }
  }
}
