"use client";

import { useCallback, useState } from "react";
import { isHardlySeen, type Look, logoGrounds, looks } from "@/attributes/seen-share";

/** A picture as it will look on light and dark pages, with a warning if people can hardly see it. */
export function PictureOnGrounds(props: {
  readonly src: string;
  /** the pages that will show it; the others are only for comparison */
  readonly warns: readonly Look[];
  readonly words: Readonly<Record<Look | `hardly_seen_${Look}`, string>>;
}) {
  const { src, warns, words } = props;
  const [hardly, setHardly] = useState<readonly Look[]>([]);
  const judge = useCallback((picture: HTMLImageElement) => {
    if (!picture.complete || picture.naturalWidth === 0) return;
    const pixels = pixelsOf(picture);
    setHardly(looks.filter((look) => isHardlySeen(pixels, logoGrounds[look])));
  }, []);
  // a picture that came with the page may have loaded before the scripts
  const first = useCallback(
    (picture: HTMLImageElement | null) => {
      if (picture) judge(picture);
    },
    [judge],
  );
  return (
    <>
      <div className="flex gap-2">
        {looks.map((look) => (
          <figure key={look} title={words[look]}>
            <div
              style={{ background: `rgb(${logoGrounds[look].join(" ")})` }}
              className="flex h-10 w-16 items-center justify-center rounded-part border border-line p-1"
            >
              {/* biome-ignore lint/performance/noImgElement: the picture is still only in the browser */}
              <img
                src={src}
                alt=""
                ref={first}
                onLoad={({ currentTarget }) => judge(currentTarget)}
                className="max-h-full max-w-full object-contain"
              />
            </div>
            <figcaption className="sr-only">{words[look]}</figcaption>
          </figure>
        ))}
      </div>
      <div role="status" className="order-last basis-full empty:hidden">
        {hardly
          .filter((look) => warns.includes(look))
          .map((look) => (
            <p key={look} className="text-warn">
              {words[`hardly_seen_${look}`]}.
            </p>
          ))}
      </div>
    </>
  );
}

/** Red, green, blue and alpha of a picture, scaled down. */
function pixelsOf(picture: HTMLImageElement): Uint8ClampedArray {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [256, 64];
  const context = canvas.getContext("2d");
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(256 / (width || 1), 64 / (height || 1));
  context?.drawImage(picture, 0, 0, width * scale, height * scale);
  return context?.getImageData(0, 0, 256, 64).data ?? new Uint8ClampedArray();
}
