import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { useTranslations } from "@/i18n/texts";
import { doors } from "@/server/history/entry";

const icons = {
  web: "globe",
  api: "square-terminal",
  trusted: "server",
  support: "life-buoy",
  system: "cog",
} as const satisfies Record<(typeof doors)[number], IconName>;

/** Names the door that somebody came through, with an icon. */
export function DoorMark({ door }: { readonly door: string }) {
  const t = useTranslations("history");
  const known = doors.find((one) => one === door);
  if (!known) return null;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-muted">
      <Icon name={icons[known]} size={13} className="shrink-0" />
      {t(`door_${known}`)}
    </span>
  );
}
