import type { CopiedValues } from "@/attributes/copied";
import { type AttributeName, attributeOf, namesOf } from "@/attributes/customer";
import { type Act, mayAct } from "../actor/access-levels";
import type { Queries } from "../database/client";
import { nameKeys } from "../ground/text/unique-key";
import { readId } from "../input/read-id";
import { readName, readNewName } from "../input/read-name";
import { audit } from "../operation/audit";
import { kindsOfTarget } from "../operation/kinds-of-target";
import { operation } from "../operation/operation";
import { readCarried, readCarriedChange, recallCarried } from "../record/carried";

/** A named set of attributes that fills in the form for new customers. */
export type Profile = {
  readonly i_profile: number;
  readonly name: string;
  /** what it sets; the rest keeps the default */
  readonly attributes: CopiedValues;
  readonly updated_at: Date;
};

const read = { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" } as const;
const manage = {
  about: "scope",
  right: { area: "customers", action: "add" },
  acts: ["manage"],
  scope: "i_wholesaler",
} as const;
/** People who save a profile need the levels for what it will give to new customers. */
function actsToKeep({ attributes }: { readonly attributes: CopiedValues }): readonly Act[] {
  return namesOf(attributes).some((name) => attributeOf(name).credential && Boolean(attributes[name]))
    ? ["manage", "credentials"]
    : ["manage"];
}

/** Lists the profiles that the scope owns, by name. */
export const listProfiles = operation({
  name: "listProfiles",
  input: () => ({}),
  needs: read,
  effect: "reads",
  async run({ db, scope }): Promise<{ profiles: Profile[] }> {
    const rows = await db.profile.findMany({
      where: { i_customer: scope.i_customer },
      orderBy: { name_order: "asc" },
      select: columns,
    });
    return { profiles: rows.map(profileOf) };
  },
});

/** Finds one of them. @throws Refusal 404 */
export const getProfile = operation({
  name: "getProfile",
  input: (raw) => ({ i_profile: readId(raw, "i_profile") }),
  needs: { ...read, about: { what: "profile", by: ["i_profile"], whose: "own" } },
  effect: "reads",
  async run({ db, scope, input }): Promise<{ profile: Profile }> {
    return { profile: await findProfile(db, scope.i_customer, input.i_profile) };
  },
});

/**
 * Adds a profile to the scope. A profile gives nothing to anybody by itself: we check what it may give when somebody
 * makes a customer from it. @throws Refusal 400 · 403 right · 409 name taken
 */
export const addProfile = operation({
  name: "addProfile",
  input: (raw) => ({ name: readName(raw), attributes: readCarried(raw) }),
  needs: { ...manage, acts: { of: (input) => actsToKeep(input), some: [["manage"]] } },
  effect: "writes",
  async run({ db, actor, scope, input: { name, attributes } }) {
    const { i_profile } = await db.profile.create({
      data: { i_customer: scope.i_customer, name, ...nameKeys(name), attributes },
      select: { i_profile: true },
    });
    const detail = { i_profile, name, attributes };
    await audit(db, actor, { operation: "addProfile", target: scope, detail });
    return { i_profile };
  },
});

/**
 * Replaces the name and all attributes of a profile. With `merge`, which only our own code says, it changes what is given:
 * attributes of nil are given no longer, and what is absent stays. @throws Refusal 400 · 403 · 404 · 409
 */
export const editProfile = operation({
  name: "editProfile",
  input: (raw) => ({
    i_profile: readId(raw, "i_profile"),
    name: raw.merge === true ? readNewName(raw) : readName(raw),
    ...(raw.merge === true ? merging(raw) : { attributes: readCarried(raw), dropped: null }),
  }),
  needs: {
    ...manage,
    about: { what: "profile", by: ["i_profile"], whose: "own" },
    acts: { of: (input) => actsToKeep(input), some: [["manage"]] },
  },
  effect: "writes",
  async run({ db, actor, scope, input: { i_profile, attributes, dropped, ...input } }) {
    const before = await findProfile(db, scope.i_customer, i_profile);
    const { name = before.name } = input;
    const wanted = dropped === null ? attributes : { ...without(before.attributes, dropped), ...attributes };
    const after = mayAct(actor.access_level, "credentials")
      ? wanted
      : { ...wanted, ...onlyCredentials(before.attributes) };
    await db.profile.update({
      where: { i_profile },
      data: {
        name,
        ...(input.name === undefined ? {} : nameKeys(name)),
        attributes: after,
        updated_at: new Date(),
        version: { increment: 1 },
      },
      select: { i_profile: true },
    });
    const detail = { i_profile, before, after: { name, attributes: after } };
    await audit(db, actor, { operation: "editProfile", target: scope, detail });
    return {};
  },
});

function merging(raw: Readonly<Record<string, unknown>>) {
  const { values: attributes, dropped } = readCarriedChange(raw);
  return { attributes, dropped };
}

function without(attributes: CopiedValues, dropped: readonly AttributeName[]): CopiedValues {
  const kept = namesOf(attributes).filter((name) => !dropped.includes(name));
  // of each the value that it had
  return Object.fromEntries(kept.map((name) => [name, attributes[name]])) as CopiedValues;
}

/** Keeps what leads into a customer if the editor may not give it: their form does not show it. */
function onlyCredentials(attributes: CopiedValues): CopiedValues {
  const names = namesOf(attributes).filter((name) => attributeOf(name).credential);
  return Object.fromEntries(names.map((name) => [name, attributes[name]])) as CopiedValues;
}

/** Deletes a profile. Customers made from it stay unchanged. @throws Refusal 403 · 404 */
export const deleteProfile = operation({
  name: "deleteProfile",
  input: (raw) => ({ i_profile: readId(raw, "i_profile") }),
  needs: { ...manage, about: { what: "profile", by: ["i_profile"], whose: "own" } },
  effect: "writes",
  async run({ db, actor, scope, input: { i_profile } }) {
    const before = await findProfile(db, scope.i_customer, i_profile);
    await db.profile.delete({ where: { i_profile }, select: { i_profile: true } });
    await audit(db, actor, { operation: "deleteProfile", target: scope, detail: { i_profile, before } });
    return {};
  },
});

const columns = { i_profile: true, name: true, attributes: true, updated_at: true } as const;

/** A stored profile with unread attributes. */
type Row = Omit<Profile, "attributes"> & { readonly attributes: unknown };

function profileOf({ attributes, ...row }: Row): Profile {
  return { ...row, attributes: recallCarried(attributes).values };
}

async function findProfile(db: Queries, owner: number, i_profile: number): Promise<Profile> {
  return profileOf(await findKept(db, owner, i_profile));
}

/** Finds a stored profile of an owner. @throws Refusal 404 */
export async function findKept(db: Queries, owner: number, i_profile: number): Promise<Row> {
  const found = await db.profile.findFirst({ where: { i_profile, i_customer: owner }, select: columns });
  if (found) return found;
  throw kindsOfTarget.profile.missing("i_profile");
}
