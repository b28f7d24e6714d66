import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import type { Refusal } from "../ground/refusal";
import { notedLineage, notedPlace, notePlace } from "../tree/request-lineage";
import { idsAlong, idsOn, isWithin, lineageIn, lineageOf, type Node, nodesWhere } from "../tree/tree";
import { type TaggedKind, tagged, tagOf } from "./asked/entity-tags";
import { kindsOfTarget } from "./kinds-of-target";
import { type About, isPerson, type Raw, type Relation, type ScopeName, type Whose } from "./needs";

/** Something that an operation is about, and that the actor may see. */
export type Place = {
  /** its own id; that of the customer if it is one */
  readonly id: number;
  /** the customer that it is or belongs to, which may be deleted by now */
  readonly i_customer: number;
  readonly path: string;
  readonly relation: Relation;
};

/** The same of something that goes with its customer. */
export type Target = Place & {
  readonly customer: Node;
  /** the nodes from the root down to that customer, including it */
  readonly lineage: readonly Node[];
  /** what the operation `reads` of it; null: nothing */
  readonly record: object | null;
};

/** Where a call happens. */
export type Places = {
  /** the nodes from the root down to the scope; empty: the named scope does not exist */
  readonly lineage: readonly Node[];
  /** null: the operation is about its scope, or there is no such thing for the actor */
  readonly target: Place | Target | null;
  /** what to say if there must be a target; null: none is asked for */
  readonly missing: (() => Refusal) | null;
  /** the entity tag, if it was asked for and the target is there */
  readonly tag?: string;
};

/** The condition that a path is the actor's own customer's or below: the one condition of what anybody may see. */
export function visibleTo({ i_customer }: Pick<Actor, "i_customer">, path: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`starts_with(${path}, (SELECT v.path FROM customers v WHERE v.i_customer = ${i_customer}))`;
}

/**
 * Finds the scope of a call and what it is about, with everybody above both, in one query.
 * @param scope what the call names as its scope (undefined: nothing), and whether the rows must be read anew
 * @param input what names the target
 * @param tag whose entity tag is read with the target
 */
export async function findPlaces(
  db: Queries,
  actor: Actor,
  about: About<never>,
  scope: { readonly name: ScopeName; readonly named: number | undefined; readonly fresh?: boolean },
  input: Raw,
  tag?: TaggedKind,
): Promise<Places> {
  const i_scope = scope.named ?? actor.i_customer;
  const by =
    about === "scope" ? undefined : about.by.find((name) => (input[name] ?? undefined) !== undefined);
  if (about === "scope" || (by === undefined && about.optional)) {
    const noted = scope.fresh || i_scope !== actor.i_customer ? undefined : notedLineage(actor);
    return { lineage: noted ?? (await lineageOf(db, i_scope)), target: null, missing: null };
  }
  const kind = kindsOfTarget[about.what];
  const parameter = by ?? about.by[0];
  if (parameter === undefined) throw new Error("a target is found by something");
  // every kind reads its own parameters, which the operation's input has parsed
  const find = kind.by as Readonly<
    Record<string, (value: unknown, among: (path: Prisma.Sql) => Prisma.Sql, actor: Actor) => Prisma.Sql>
  >;
  const which = find[parameter];
  if (!which) throw new Error(`a ${about.what} is not found by ${parameter}`);
  // of several with the same name, the one in the scope is meant
  const inScope = (path: Prisma.Sql) => visibleTo({ i_customer: i_scope }, path);
  // other operations of this request may have looked for the same
  const key = `${about.what} ${parameter} ${input[parameter]} ${i_scope}`;
  // what was noted under this key is a row
  const noted = about.reads || scope.fresh || tag ? undefined : (notedPlace(actor, key) as Row | undefined);
  const row =
    noted ??
    (await findRow(db, actor, {
      i_scope,
      which: which(input[parameter], inScope, actor),
      reads: about.reads,
      tag,
    }));
  if (row) notePlace(actor, key, { ...row, record: null });
  const nodes = row?.nodes ?? [];
  const found = placeOf(row?.target ?? null, row?.record ?? null, nodes, actor);
  const missing = () => kind.missing(parameter);
  const named = nodes.find(({ i_customer }) => i_customer === i_scope);
  if (!named) return { lineage: [], target: null, missing };
  const inParents =
    found &&
    scope.named === undefined &&
    scope.name === "i_wholesaler" &&
    isPerson(actor) &&
    about.whose in parents;
  const parent = inParents
    ? nodes.find(({ i_customer }) => i_customer === idsOn(found.path).at(-2))
    : undefined;
  // one's own parent is nobody's scope
  const at = parent && isWithin(parent.path, named.path) ? parent : named;
  const target = found && belongs(found, about.whose, at) ? found : null;
  const told = target && row?.counts ? { tag: tagOf(row.counts) } : {};
  return { lineage: lineageIn(nodes, at.path), target, missing, ...told };
}

/** Finds something, the customers above it and above the scope, and what an operation reads of it. */
async function findRow(
  db: Queries,
  actor: Actor,
  asked: {
    readonly i_scope: number;
    readonly which: Prisma.Sql;
    readonly reads: ((id: Prisma.Sql) => Prisma.Sql) | undefined;
    readonly tag: TaggedKind | undefined;
  },
): Promise<Row | undefined> {
  const { i_scope, which, reads, tag } = asked;
  const counts = tag ? Prisma.sql`, ${tagged[tag].counts(theTarget)} AS counts` : Prisma.empty;
  const [row] = await readRows<Row>(
    db,
    Prisma.sql`
    WITH target AS (SELECT f.* FROM (${which}) AS f
                     WHERE ${visibleTo(actor, Prisma.sql`f.path`)})
    SELECT ${nodesWhere(Prisma.sql`a.i_customer = ANY (ARRAY (
             SELECT unnest(${idsAlong(Prisma.sql`s.path`)}) FROM customers s WHERE s.i_customer = ${i_scope}
             UNION SELECT unnest(${idsAlong(Prisma.sql`t.path`)}) FROM target t))`)} AS nodes,
           (SELECT row_to_json(t) FROM target t) AS target,
           ${reads ? Prisma.sql`(SELECT row_to_json(r) FROM (${reads(theTarget)}) AS r)` : Prisma.sql`NULL::json`} AS record${counts}`,
  );
  return row;
}

type Row = {
  readonly nodes: readonly Node[] | null;
  readonly target: Found | null;
  readonly record: object | null;
  readonly counts?: string | null;
};

type Found = { readonly id: number; readonly path: string; readonly i_web_user: number | null };

const theTarget = Prisma.sql`(SELECT t.id FROM target t)`;

/** On the web, work on these happens in the scope of the target's parent. */
const parents = { child: true, below: true } as const satisfies Partial<Record<Whose, true>>;

function placeOf(
  found: Found | null,
  record: object | null,
  nodes: readonly Node[],
  actor: Actor,
): Place | Target | null {
  if (!found) return null;
  const { id, path, i_web_user } = found;
  const i_customer = idsOn(path).at(-1) ?? 0;
  const person = i_web_user !== null && i_web_user === actor.i_web_user;
  const relation = person ? "oneself" : i_customer === actor.i_customer ? "own" : "below";
  const lineage = lineageIn(nodes, path);
  const customer = lineage.at(-1);
  const place = { id, i_customer, path, relation } as const;
  return customer?.i_customer === i_customer ? { ...place, customer, lineage, record } : place;
}

function belongs({ path, i_customer, relation }: Place, whose: Whose, scope: Node): boolean {
  const isOwn = i_customer === scope.i_customer;
  const isBelow = !isOwn && isWithin(path, scope.path);
  const is: Readonly<Record<Whose, boolean>> = {
    oneself: relation === "oneself",
    own: isOwn,
    child: idsOn(path).at(-2) === scope.i_customer,
    below: isBelow,
    "own-or-below": isOwn || isBelow,
  };
  return is[whose];
}
