import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { forgetBrands } from "@/server/brand/changes/watch-changes";
import { customerOfAlias } from "@/server/brand/hosts";
import { checkDueAliases } from "@/server/branding/check-due-aliases";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { fc } from "@/tests/chance";
import { givenFreshDatabase } from "../../database/fresh";
import { freshAlias, givenDns, letPass, stage, standingOf, wanting } from "./alias-stage";

givenFreshDatabase();
givenDns();

type Happening = (typeof happenings extends fc.Arbitrary<infer All> ? All : never)[number];

/** A sequence that chance may miss: one proves it, another finds it taken, the first loses it, the other gets it. */
const everyState: Happening[] = [
  { who: 0, what: "prove" },
  { who: 1, what: "prove" },
  { who: 0, what: "lose" },
  { who: 1, what: "look" },
  { who: 1, what: "clear" },
];

const reached = new Set<string>();

/** What can happen to one of several customers that want the same alias. */
const happenings = fc.array(
  fc.record({
    who: fc.nat(2),
    what: fc.constantFrom("prove", "lose", "look", "wait long", "set record", "type", "clear"),
  }),
  { minLength: 5, maxLength: 15 },
);

/** Steps that only have an effect in this order. */
const steps: Readonly<Record<string, readonly string[]>> = {
  prove: ["set record", "look"],
  lose: ["remove record", "look", "wait", "look"],
};

it("of customers that want one alias, at most one is served at any moment: one that has proven it, for as long as that holds", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const alias = freshAlias();
      const owners = [await wanting(alias), await wanting(alias), await wanting(alias)] as const;
      const tokens = await Promise.all(
        owners.map(async (owner) => (await standingOf(owner)).record?.value ?? ""),
      );
      const records = new Set<number>();
      // the holder must have proven it; since when does not matter
      let holder: number | null = null;
      const look = async (who: number) => {
        const i_customer = owners[who]?.i_customer ?? 0;
        // times are stored in rounded milliseconds, so 'now' may lie slightly in the future
        await database().$executeRaw`
          UPDATE alias_proofs SET next_look_at = now() - interval '1 second' WHERE i_customer = ${i_customer}`;
        await checkDueAliases();
      };
      const single = all.flatMap(({ who, what }) =>
        (steps[what] ?? [what]).map((step) => ({ who, what: step })),
      );
      for (const { who, what } of single) {
        const owner = owners[who] ?? owners[0];
        const before = await Promise.all(owners.map(standingOf));
        if (what === "set record") records.add(who);
        if (what === "remove record") records.delete(who);
        stage.dns.names.set(
          `_trellis.${alias}`,
          [...records].map((one) => tokens[one] ?? ""),
        );
        if (what === "look") await look(who);
        if (what === "wait") await letPass(owner, "11 minutes");
        if (what === "wait long") await letPass(owner, "8 days");
        // in real life clocks move; here we changed a row behind the caches
        if (what === "wait long") await forgetBrands();
        if (what === "type" || what === "clear") {
          const dns_alias = what === "type" ? alias : "";
          await operations.updateCustomer(systemActor, {
            i_wholesaler: 1,
            i_customer: owner.i_customer,
            dns_alias,
          });
        }
        const after = await Promise.all(owners.map(standingOf));
        const served = after.flatMap(({ state }, place) =>
          state === "verified" || state === "lost" ? [place] : [],
        );
        expect(served.length).toBeLessThanOrEqual(1);
        const [now = null] = served;
        // nobody gets the alias without its record, or while another's proof stands
        if (now !== null && now !== holder) {
          expect([what, records.has(now)]).toEqual(["look", true]);
          if (holder !== null) expect(before[holder]?.state).toBe("lost");
        }
        // nobody with a record in place loses it, except by giving it up
        if (holder !== null && now !== holder && what !== "clear") expect(before[holder]?.state).toBe("lost");
        if (what === "look" && records.has(who) && now === who) expect(after[who]?.state).toBe("verified");
        expect(await customerOfAlias(alias)).toBe(servedNow(after, now));
        holder = now;
        for (const { state } of after) reached.add(state);
      }
    }),
    { numRuns: 20, examples: [[everyState]] },
  );
  // every process must know
  expect([...reached].toSorted()).toEqual(["lost", "none", "taken", "verified", "waiting"]);
});

type Standing = Awaited<ReturnType<typeof standingOf>>;

/** An alias whose seven days are over is not served, even before the program ends it. */
function servedNow(all: readonly Standing[], place: number | null): number | null {
  const standing = place === null ? undefined : all[place];
  if (!standing) return null;
  return standing.served_until && standing.served_until < new Date() ? null : standing.i_customer;
}
