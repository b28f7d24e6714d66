const mantissas = [1, 2, 2.5, 5, 10] as const;

/**
 * The ticks of an axis from 0 up to a value: two or three equal steps of 1, 2, 2.5 or 5 × 10ⁿ, whichever leaves the
 * least room above the value. @param whole ticks are whole numbers @returns only 0 if there is no value above 0
 */
export function roundTicks(most: number, { whole = false }: { readonly whole?: boolean } = {}): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0];
  const power = Math.floor(Math.log10(most / 3));
  const choices = [power - 1, power, power + 1].flatMap((exponent) =>
    mantissas.flatMap((mantissa) =>
      [2, 3].map((count) => ({ step: Number(`${mantissa}e${exponent}`), count })),
    ),
  );
  const fitting = [...choices, { step: 1, count: 2 }].filter(
    ({ step, count }) => step * count >= most && (!whole || Number.isInteger(step)),
  );
  const [best] = fitting.toSorted(
    (one, other) => one.step * one.count - other.step * other.count || one.count - other.count,
  );
  if (!best) return [0];
  return Array.from({ length: best.count + 1 }, (_, index) => Number((best.step * index).toPrecision(12)));
}
