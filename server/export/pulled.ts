/**
 * A stream that asks its source for a piece when its reader asks for one, and never before.
 * @param goneAway what is done where the reader goes away, after the source was returned
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
    // the usual one is read ahead
    { highWaterMark: 0 },
  );
}
