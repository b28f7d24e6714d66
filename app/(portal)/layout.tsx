import type { ReactNode } from "react";
import { PortalFrame } from "../web/portal/frame";
import { currentSession } from "../web/session/session";

/** Draws the frame around the pages after log-in. It protects nothing: each page asks for the session itself. */
export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  // the page leads these visitors elsewhere
  if (session?.kind !== "full") return children;
  return <PortalFrame session={session}>{children}</PortalFrame>;
}
