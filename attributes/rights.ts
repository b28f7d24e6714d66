/**
 * What a customer may do, in words: areas with a mask of rights each, the bits of such a mask, and flags. For the server and
 * the browser alike, so it imports nothing. Source: customer-attributes.csv; semantics, 'Delegation'.
 */

/** The areas over which a customer may have rights. The attribute `<area>_mgmt` holds the mask. */
export const areas = ["accounts", "customers", "tariffs", "vouchers"] as const;
export type Area = (typeof areas)[number];

export type MaskName = `${Area}_mgmt`;

/** The attribute that holds the mask of an area. */
// one entry for each area, by the rule above
export const maskOf = Object.fromEntries(areas.map((area) => [area, `${area}_mgmt`])) as {
  readonly [A in Area]: `${A}_mgmt`;
};

/** The area whose mask an attribute holds; undefined: it is no mask. */
export function areaOf(name: string): Area | undefined {
  return areas.find((area) => maskOf[area] === name);
}

/** The bits of a mask, in the order in which pages and refusals name them. */
export const actions = { add: 1, edit: 2, delete: 4 } as const;
export type Action = keyof typeof actions;

// Object.keys gives string[]; the object above has exactly these keys
export const actionNames = Object.keys(actions) as Action[];

/** The mask with every bit. */
export const everyAction = maskWhere(() => true);

/** Names the bits of a mask. */
export function actionsIn(mask: number): Action[] {
  return actionNames.filter((action) => (mask & actions[action]) !== 0);
}

/** Makes a mask of the bits that meet a condition. */
export function maskWhere(isSet: (action: Action) => boolean): number {
  return actionNames.reduce((mask, action) => (isSet(action) ? mask | actions[action] : mask), 0);
}

/** The name of the box of a bit in a form. */
export function boxOf(name: string, action: Action): string {
  return `${name}.${actions[action]}`;
}

/** The id of such a box. The first has the id of the whole field, to which a mistake leads. */
export function boxId(id: string, action: Action): string {
  return action === actionNames[0] ? id : boxOf(id, action);
}

/** A right as operations name it. */
export type Right = { readonly area: Area; readonly action: Action } | { readonly flag: "system_mgmt" };

/** The attribute that holds a right. */
export function attributeOfRight(right: Right) {
  return "flag" in right ? right.flag : maskOf[right.area];
}

/** The verb and the object that name a right in messages: `rights.to_<verb>` and `rights.over_<object>`. */
export function wordsOfRight(right: Right) {
  return "flag" in right
    ? ({ area: right.flag, action: "manage" } as const)
    : { area: right.area, action: right.action };
}

/** A right in the API's words, such as 'add customers'. */
export function spellRight(right: Right): string {
  return "flag" in right ? "manage routing groups" : `${right.action} ${right.area}`;
}

/** Whether somebody with these rights, each by its attribute, has a right. @throws Error if asked for no bits */
export function holds(rights: Readonly<Record<string, unknown>>, right: Right): boolean {
  const bit = "flag" in right ? 1 : actions[right.action];
  if (!(bit > 0)) throw new Error("a right has a bit");
  return (Number(rights[attributeOfRight(right)] ?? 0) & bit) === bit;
}

/** Whether somebody has some right over an area. Who has one over sub-customers is a reseller. */
export function hasRightsOver(rights: Readonly<Record<string, unknown>>, area: Area): boolean {
  return Number(rights[maskOf[area]] ?? 0) !== 0;
}

/**
 * The attribute that a parent must have to give another one: itself, except that API access comes from the right to
 * manage it.
 */
export function sourceOf<Name extends string>(name: Name): Name | "api_mgmt" {
  return name === "api_access" ? "api_mgmt" : name;
}
