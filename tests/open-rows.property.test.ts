import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type OpenBranch,
  openBranch,
  placeAt,
  placeOf,
  rowOf,
  withClosed,
  withOpen,
  withWindow,
} from "@/app/(portal)/tree/open-rows";
import { stepByKey } from "@/app/(portal)/tree/step-by-key";

type Written = { parent: number; position: number; level: number; siblings: number; isOpen: boolean };

/** All rows written out, as a page without windows would have them. */
function written(branch: OpenBranch, level = 1): Written[] {
  return Array.from({ length: branch.children }, (_, position) => {
    const open = branch.open.find((child) => child.position === position);
    const row = { parent: branch.id, position, level, siblings: branch.children, isOpen: open !== undefined };
    return [row, ...(open ? written(open, level + 1) : [])];
  }).flat();
}

/** Opens and closes rows of a tree at will. */
const trees = fc
  .array(fc.record({ at: fc.nat(60), children: fc.integer({ min: 1, max: 9 }) }), { maxLength: 15 })
  .map((steps) => {
    let [tree, id] = [openBranch({ id: 1, position: 0, children: 12 }), 1];
    for (const { at, children } of steps) {
      const place = placeAt(tree, at % tree.rows);
      id += 1;
      tree = place.isOpen
        ? withClosed(tree, place)
        : withOpen(tree, place.parent, openBranch({ id, position: place.position, children }));
    }
    return tree;
  });

it("a row's number and its place among open branches lead to each other, as in the rows written out", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const rows = written(tree);
      expect(tree.rows).toBe(rows.length);
      expect(rows.map((_, row) => placeAt(tree, row))).toEqual(rows);
      expect(rows.map((place) => rowOf(tree, place))).toEqual(rows.map((_, row) => row));
      expect(rowOf(tree, { parent: 1, position: 12 })).toBe(-1);
    }),
  );
});

it("the arrow keys walk over all rows, lead up to the parent, and stay at the ends", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const rows = written(tree);
      rows.forEach((place, row) => {
        const to = (key: string) => stepByKey(key, tree, row, 5);
        expect(to("ArrowDown")).toEqual({ row: Math.min(row + 1, rows.length - 1) });
        expect(to("ArrowUp")).toEqual({ row: Math.max(row - 1, 0) });
        expect(to("PageDown")).toEqual({ row: Math.min(row + 5, rows.length - 1) });
        expect([to("Home"), to("End")]).toEqual([{ row: 0 }, { row: rows.length - 1 }]);
        expect(to("ArrowRight")).toEqual(place.isOpen ? { row: row + 1 } : "toggle");
        const above = rows.findLastIndex(({ level }, other) => other < row && level < place.level);
        expect(to("ArrowLeft")).toEqual(place.isOpen ? "toggle" : { row: above < 0 ? row : above });
      });
    }),
  );
});

it("what came or went meanwhile moves open branches or closes them, and what stays is the same tree", () => {
  const tree = withOpen(
    withOpen(
      openBranch({ id: 1, position: 0, children: 300 }),
      1,
      openBranch({ id: 5, position: 4, children: 3 }),
    ),
    1,
    openBranch({ id: 150, position: 149, children: 2 }),
  );
  const ids = Array.from({ length: 100 }, (_, index) => index + 1);
  const asBefore = { offset: 0, size: 100, ids };
  expect(withWindow(tree, 1, asBefore, 300)).toBe(tree);
  expect(withWindow(tree, 999, asBefore, 300)).toBe(tree);
  // somebody new comes first
  const moved = withWindow(tree, 1, { ...asBefore, ids: [400, ...ids.slice(0, 99)] }, 301);
  expect([placeOf(moved, 5), moved.rows]).toEqual([{ parent: 1, position: 5 }, 306]);
  // the open one is deleted
  const gone = withWindow(tree, 1, { ...asBefore, ids: ids.filter((id) => id !== 5) }, 299);
  expect([placeOf(gone, 5), placeOf(gone, 150), gone.rows]).toEqual([
    null,
    { parent: 1, position: 149 },
    301,
  ]);
  // most of them are
  expect(withWindow(tree, 1, { ...asBefore, ids: ids.slice(0, 7) }, 7).rows).toBe(10);
});
