/** Does several things at once, at most so many, and as many as begin before the time is over. @returns how many began */
export async function inLanes<Thing>(
  things: readonly Thing[],
  { lanes, until }: { readonly lanes: number; readonly until: number },
  act: (thing: Thing, index: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < things.length && Date.now() < until) {
      const index = next;
      next += 1;
      await act(things[index] as Thing, index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return next;
}
