import { encode } from "uqr";
import { CopyButton } from "@/components/ui/copy-button";
import { getTranslations } from "@/i18n/texts";
import { totpAddress } from "@/server/identity/factors/totp";
import { brandName } from "../session/brand";

/** The secret of an authenticator: a picture to scan, and a text to type. */
export async function TotpPicture({ secret, login }: { readonly secret: string; readonly login: string }) {
  const t = await getTranslations("factors");
  const { data, size } = encode(totpAddress(secret, login, await brandName()), { border: 2 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <div className="flex flex-col gap-3">
      <p>{t("scan")}</p>
      {/* dark on white in both themes: cameras read nothing else */}
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t("picture")}
        className="size-48 rounded-control bg-white"
        shapeRendering="crispEdges"
      >
        <path d={dark.join("")} fill="#000" />
      </svg>
      <div className="text-muted">
        {t("by_hand")}{" "}
        <code className="font-mono wrap-anywhere text-text select-all" data-part="totp-secret">
          {secret.replace(/(.{4})(?=.)/g, "$1 ")}
        </code>{" "}
        <CopyButton text={secret} />
      </div>
    </div>
  );
}
