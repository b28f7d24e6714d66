import { readdirSync, readFileSync } from "node:fs";

/** Lists the actions in the source: the exports of files with "use server". */
export function actionsInFolder(): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  return files.flatMap((file) => {
    if (!/\.tsx?$/.test(file)) return [];
    const text = readFileSync(`app/${file}`, "utf8");
    if (!text.includes('"use server"')) return [];
    return [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name = ""]) => name);
  });
}

/** Lists the actions that the build serves, id by name. */
export function actionsInBuild(): ReadonlyMap<string, string> {
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  const { node }: { node: Record<string, { exportedName: string }> } = JSON.parse(text);
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

/** Actions that need no access level, and why. */
export const exempt: Readonly<Record<string, string>> = {
  logIn: "before a log-in",
  beginPasskeyLogInAction: "before a log-in",
  finishPasskeyLogInAction: "before a log-in",
  requestResetAction: "before a log-in",
  passwordByLinkAction: "before a log-in: the link says who it is",
  beginPasskeyByLinkAction: "before a log-in: the link says who it is",
  passkeyByLinkAction: "before a log-in: the link says who it is",
  addressByLinkAction: "before a log-in: the link says who it is",
  chooseNewPassword: "in a half log-in: a full one is refused whatever its level",
  proveFactorAction: "in a log-in that waits for its factor",
  beginProofAction: "in a log-in that waits for its factor",
  finishByPasskeyAction: "in a log-in that waits for its factor",
  beginRequiredAction: "in a log-in that waits for its factor",
  confirmRequiredAction: "in a log-in that waits for its factor",
  goOnAction: "in a log-in that waits for its factor",
  chooseLanguage: "of the browser, whoever is there",
  chooseTheme: "of the browser, whoever is there",
  checkSignatureAction: "changes nothing: tests/browser/frame/webhooks-page.test.ts",
  previewBrandAction:
    "changes nothing, and has no form: the operation itself is asked for by each level elsewhere",
  judgePasswordAction: "changes nothing, and has no form; of one's own password, which every level chooses",
  beginConfirmAction: "one's own passkey, which every level has; no form, and an authenticator to sign",
  confirmByPasskeyAction: "one's own passkey, which every level has; no form, and an authenticator to sign",
  beginPasskeyAction: "one's own passkey, which every level has; no form, and an authenticator to sign",
  makeTrialKeyAction: "one's own key for some minutes, which every level may have; no form",
  rotateKeyAction: "one's own key, which every level may have: tests/browser/identity/keys.test.ts",
  openSupportAction:
    "whoever opens a portal is somebody else from then on: tests/browser/frame/support.test.ts",
  extendSupportAction: "in a support session, which is no level's",
  allowSupportChangesAction: "in a support session, which is no level's",
  showSupportStyleAction: "in a support session, which is no level's",
  endSupportSessionAction: "of support sessions that run: tests/browser/frame/support.test.ts",
  makeSupportCodeAction:
    "where the operator wants four eyes: the operation is asked for by each level elsewhere",
  steerAction: "of whoever began the job, and their administrators: tests/server/jobs",
  draftAction: "of whoever prepared the job, and their administrators: tests/server/jobs",
  draftImportAction: "of whoever uploaded the file, and their administrators: tests/server/jobs",
  mendImportAction: "of whoever uploaded the file, and their administrators: tests/server/jobs",
  addPasskeyAction: "one's own passkey, which every level has; no form, and an authenticator to sign",
};
