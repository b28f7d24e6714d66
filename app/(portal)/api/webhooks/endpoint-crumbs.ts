import type { Texts } from "@/i18n/texts";
import type { Endpoint } from "@/server/webhooks/endpoint";

/** The way to a page about a webhook. */
export function crumbsTo(endpoint: Endpoint, t: Texts<"webhooks">) {
  return [
    { label: t("title"), href: "/api/webhooks" },
    { label: hostOfEndpoint(endpoint), href: `/api/webhooks/${endpoint.i_endpoint}` },
  ];
}

export function hostOfEndpoint({ url }: Pick<Endpoint, "url">): string {
  return new URL(url).host;
}
