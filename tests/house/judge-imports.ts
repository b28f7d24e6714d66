import { dirname } from "node:path";
import type { Arrow } from "./draw-imports";
import { floorsBelow, roof } from "./floors";

/** What is wrong with the imports, a sentence each: arrows upwards, rooms that know each other, circles. */
export function judgeImports(arrows: readonly Arrow[]): string[] {
  return [
    ...arrows.flatMap((arrow) => wrongWay(arrow) ?? []),
    ...circles(arrows.map(({ from, to }) => [from, to] as const)),
    ...circles(arrows.map(({ from, to }) => [dirname(from), dirname(to)] as const)),
  ];
}

function wrongWay({ from, to }: Arrow): string | null {
  const [top, room = ""] = from.split("/");
  const [targetTop, targetRoom = ""] = to.split("/");
  if (top === "server" && targetTop === "server") return wrongFloor(from, room, to, targetRoom);
  if (top === "app" && targetTop === "app") return wrongSection(from, to);
  return null;
}

function wrongFloor(from: string, room: string, to: string, targetRoom: string): string | null {
  if (room === targetRoom || floorOf(targetRoom) < floorOf(room)) return null;
  return floorOf(room) === floorOf(targetRoom)
    ? `${from} imports ${to}: a room of operations imports no other`
    : `${from} imports ${to}: imports go downwards`;
}

function floorOf(room: string): number {
  const below: readonly string[] = floorsBelow;
  if (room === roof) return below.length + 1;
  const floor = below.indexOf(room);
  return floor === -1 ? below.length : floor;
}

/** What two sections share stands in app/web or components, never in one of them. */
function wrongSection(from: string, to: string): string | null {
  const [section, target] = [sectionOf(from), sectionOf(to)];
  if (section === target || target === "app/web" || to.endsWith(".css")) return null;
  return `${from} imports ${to}: what two sections share stands in app/web`;
}

function sectionOf(file: string): string {
  const parts = file.split("/");
  // a group of routes is no section, its folders are
  const depth = parts[1]?.startsWith("(") ? 3 : 2;
  return parts.slice(0, Math.min(depth, parts.length - 1)).join("/");
}

/** The circles among places, by Tarjan's strongly connected components. */
function circles(ways: readonly (readonly [string, string])[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of ways) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const [order, low, stack, found] = [
    new Map<string, number>(),
    new Map<string, number>(),
    [] as string[],
    [] as string[],
  ];
  const visit = (place: string) => {
    const number = order.size;
    order.set(place, number);
    low.set(place, number);
    stack.push(place);
    for (const to of next.get(place) ?? []) {
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) low.set(place, Math.min(low.get(place) ?? 0, low.get(to) ?? 0));
    }
    if (low.get(place) !== number) return;
    const circle = stack.splice(stack.indexOf(place));
    if (circle.length > 1) found.push(`a circle: ${circle.toSorted().join(", ")}`);
  };
  for (const place of next.keys()) if (!order.has(place)) visit(place);
  return found;
}
