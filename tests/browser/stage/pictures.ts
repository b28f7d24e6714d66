import type { Page } from "playwright-core";

/** A page's screen, so many times narrower and lower. @returns a PNG in base64 */
export async function shrunk(page: Page, times: number): Promise<string> {
  const whole = (await page.screenshot({ animations: "disabled" })).toString("base64");
  return await page.evaluate(
    async ([png, by]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [Math.round(image.width / by), Math.round(image.height / by)];
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/png").split(",")[1] ?? "";
    },
    [whole, times] as const,
  );
}

/** What part of two pictures differs visibly, and the places in red. @param one a PNG in base64, as the other */
export async function differing(
  page: Page,
  one: string,
  other: string,
): Promise<{ readonly part: number; readonly marked: string }> {
  return await page.evaluate(
    async ([before, after]) => {
      const read = async (png: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext("2d");
        if (!context) throw new Error("no canvas");
        context.drawImage(image, 0, 0);
        return { canvas, context, pixels: context.getImageData(0, 0, image.width, image.height) };
      };
      const [first, second] = [await read(before), await read(after)];
      if (first.canvas.width !== second.canvas.width || first.canvas.height !== second.canvas.height)
        return { part: 1, marked: after };
      const [a, b] = [first.pixels.data, second.pixels.data];
      let differ = 0;
      for (let at = 0; at < a.length; at += 4) {
        const apart = Math.max(...[0, 1, 2].map((of) => Math.abs((a[at + of] ?? 0) - (b[at + of] ?? 0))));
        if (apart <= 4) continue;
        differ += 1;
        [b[at], b[at + 1], b[at + 2]] = [230, 0, 0];
      }
      second.context.putImageData(second.pixels, 0, 0);
      const marked = second.canvas.toDataURL("image/png").split(",")[1] ?? "";
      return { part: (differ * 4) / a.length, marked };
    },
    [one, other] as const,
  );
}

/** Pictures beside one another. @returns a PNG in base64 */
export async function onePicture(page: Page, pictures: readonly string[]): Promise<string> {
  return await page.evaluate(async (all) => {
    const images = await Promise.all(
      all.map(async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        return image;
      }),
    );
    const canvas = document.createElement("canvas");
    canvas.width = images.reduce((sum, { width }) => sum + width + 8, -8);
    canvas.height = Math.max(...images.map(({ height }) => height));
    const context = canvas.getContext("2d");
    let left = 0;
    for (const image of images) {
      context?.drawImage(image, left, 0);
      left += image.width + 8;
    }
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  }, pictures);
}
