import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { drawImports } from "./house/draw-imports";
import { findAskedByHand } from "./house/find-asked-by-hand";

const asks = "app/web/session/may.tsx";

it("whether a link, a button or a page is there, the operation says: no page asks for rights or levels itself", () => {
  const pages = drawImports(".").files.filter((file) => /^(?:app|components)\//.test(file) && file !== asks);
  expect(pages.length).toBeGreaterThan(300);
  const found = pages.flatMap((file) =>
    findAskedByHand(readFileSync(file, "utf8")).map((what) => `${file}: ${what}`),
  );
  expect(found).toEqual([]);
});

it("and the one file that asks does nothing but hand the reader's rights on", () => {
  expect(findAskedByHand(readFileSync(asks, "utf8"))).toEqual(["the reader's rights"]);
});

/** What somebody could plant. */
const planted: readonly (readonly [what: string, code: string])[] = [
  ["the level", `import { mayAct } from "@/server/actor/access-levels";`],
  ["the level among others", `import {\n  accessLevels,\n  mayAct,\n} from "@/server/actor/access-levels";`],
  ["a row of the table", `import { type Act, accessLevels } from "@/server/actor/access-levels";`],
  ["a level that is demanded", `import { demandAct } from "@/server/operation/demands";`],
  ["a right that is demanded", `import { demand } from "@/server/tree/rights";`],
  ["a right", `import { areas, holds } from "@/attributes/rights";`],
  ["a bit", `import { actions } from "@/attributes/rights";`],
  ["a right that is written down", `const needed = { area: "customers", action: "edit" } as const;`],
  ["one of several", `const right = (action: Action) => ({ area: "tariffs", action });`],
  ["a flag", `const needed = { flag: "system_mgmt" };`],
  ["the reader's rights", `const { rights } = await currentStanding(session);`],
  ["the reader's rights, handed on", `function entries({ rights }: Standing) { return rights.api_access; }`],
];

it.each(planted)("finds %s", (_what, code) => {
  expect(findAskedByHand(code)).not.toEqual([]);
});

/** What looks like it. */
const fine: readonly (readonly [what: string, code: string])[] = [
  ["levels to choose from", `import { accessLevels, tableOfLevels } from "@/server/actor/access-levels";`],
  ["step-up", `import { isFresh } from "@/server/operation/demands";`],
  ["what a customer is", `import { hasRightsOver, maskOf } from "@/attributes/rights";`],
  ["what a parent can give", `const mayOwn = choices.rights.use_own_tariff === 1;`],
  ["a comment", `// holds(rights, { area: "customers", action: "edit" })`],
  ["the standing", `const { isReseller } = await currentStanding(session);`],
];

it.each(fine)("but not %s", (_what, code) => {
  expect(findAskedByHand(code)).toEqual([]);
});
