import { isWordmark } from "@/attributes/wordmark";
import type { ShownBrand } from "./shown-brand";

/** The brand's picture and name; a picture that is a wordmark needs no name beside it. */
export function BrandMark({
  brand,
  large = false,
}: {
  readonly brand: ShownBrand;
  readonly large?: boolean;
}) {
  const { name, logo_light, logo_dark } = brand;
  const light = logo_light ?? logo_dark;
  const dark = logo_dark ?? logo_light;
  if (!light || !dark) {
    return (
      <>
        <span className={large ? "mark size-10" : "mark"} />
        <Name name={name} large={large} />
      </>
    );
  }
  const isWord = isWordmark(light);
  const height = large ? "h-10 max-w-50" : "h-7 max-w-44";
  const alt = isWord ? name : "";
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: already as small as we show it, and cached for ever */}
      <img {...light} alt={alt} className={`${height} w-auto object-contain object-left only-light`} />
      {/* biome-ignore lint/performance/noImgElement: already as small as we show it, and cached for ever */}
      <img {...dark} alt={alt} className={`${height} w-auto object-contain object-left only-dark`} />
      {isWord ? null : <Name name={name} large={large} />}
    </>
  );
}

function Name({ name, large }: { readonly name: string; readonly large: boolean }) {
  return (
    <span
      className={
        large
          ? "text-[1.25rem] font-semibold tracking-[-0.016em]"
          : "truncate text-[0.9375rem] font-semibold tracking-[-0.01em]"
      }
    >
      {name}
    </span>
  );
}
