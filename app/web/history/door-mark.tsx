import { Cog, Globe, LifeBuoy, type LucideIcon, Server, SquareTerminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { doors } from "@/server/history/entry";

const icons = {
  web: Globe,
  api: SquareTerminal,
  trusted: Server,
  support: LifeBuoy,
  system: Cog,
} as const satisfies Record<(typeof doors)[number], LucideIcon>;

/** Names the door that somebody came through, with an icon. */
export function DoorMark({ door }: { readonly door: string }) {
  const t = useTranslations("history");
  const known = doors.find((one) => one === door);
  if (!known) return null;
  const Icon = icons[known];
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-muted">
      <Icon size={13} aria-hidden className="shrink-0" />
      {t(`door_${known}`)}
    </span>
  );
}
