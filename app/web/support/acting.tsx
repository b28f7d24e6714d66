import type { ReactNode } from "react";
import { ActingAsProvider } from "@/components/form/acting-as";
import { SupportBanner } from "@/components/shell/support-banner";
import { currentSession } from "../session/session";
import { AllowChanges } from "./allow-changes";

/** Wraps every page of a support session: shows the banner and makes forms say as whom they were filled in. */
export async function Acting({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  if (!session?.support) return children;
  return (
    <ActingAsProvider reference={session.support.reference}>
      <SupportBanner
        support={session.support}
        timeZone={session.timeZone}
        allow={session.support.changes || session.support.changesRefused ? null : <AllowChanges />}
      />
      {children}
    </ActingAsProvider>
  );
}
