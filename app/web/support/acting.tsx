import type { ReactNode } from "react";
import { ActingAsProvider } from "@/components/form/acting-as";
import { SupportBanner } from "@/components/shell/support-banner";
import { currentSession } from "../session/session";
import { AllowChanges } from "./allow-changes";

/** Wraps every page of a support session: shows the banner and makes forms say as whom they were filled in. */
export async function Acting({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  if (!session?.stay) return children;
  return (
    <ActingAsProvider reference={session.stay.reference}>
      <SupportBanner
        stay={session.stay}
        timeZone={session.timeZone}
        allow={session.stay.changes || session.stay.changesRefused ? null : <AllowChanges place="banner" />}
      />
      {children}
    </ActingAsProvider>
  );
}
