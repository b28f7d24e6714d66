/**
 * A stream that asks its source for a piece only when its reader asks for one.
 * @param goneAway runs if the reader goes away, after we have returned the source
 */
export function pulled(
  source: AsyncGenerator<Uint8Array>,
  goneAway: () => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        const { done, value } = await source.next();
        if (done) stream.close();
        else stream.enqueue(value);
      },
      async cancel() {
        await source.return(undefined);
        await goneAway();
      },
    },
    // the default reads one piece ahead
    { highWaterMark: 0 },
  );
}
