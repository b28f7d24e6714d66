import { type ChildProcessByStdio, spawn } from "node:child_process";
import { setPriority } from "node:os";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { type Look, looks } from "@/attributes/seen-share";
import { log } from "../../ground/log";
import type { PictureFormat } from "./format";
import { drawingProblems, Undrawable } from "./problems";
import {
  type Answer,
  type Limits,
  mostAnsweredBytes,
  type PictureUse,
  readyLine,
  writeOrder,
} from "./protocol";

/** A drawn picture. */
export type DrawnPicture = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** the grounds on which people can hardly see it */
  readonly hardly_seen: readonly Look[];
};

const usual: Limits = { ms: 2_000, residentBytes: 400 * 1024 * 1024 };

/**
 * Draws a picture in a process of its own, which ends with the picture, after two seconds, or when it holds too much
 * memory, so that no picture holds up the service. See docs/decisions/brands.md.
 * @throws Undrawable · Error if the process cannot start
 */
export async function drawApart(
  use: PictureUse,
  format: PictureFormat,
  file: Uint8Array,
  limits = usual,
): Promise<DrawnPicture> {
  const child = await started();
  const late = setTimeout(() => child.end(), limits.ms);
  child.send(writeOrder({ use, format, limits }, file));
  const answer = readAnswer(await child.answer);
  clearTimeout(late);
  // we, the process itself or the system ended it before it answered
  if (answer === null) throw new Undrawable("picture_complex");
  if ("problem" in answer) throw new Undrawable(answer.problem);
  return answer;
}

/** The process, ready to draw. */
async function started(): Promise<Child> {
  try {
    return await startedWith(true);
  } catch (error) {
    log.warn({ err: error }, "pictures are drawn without a limit of addresses");
    return await startedWith(false);
  }
}

/** Starting does not count as the picture's time; on a busy machine it can take a while. */
const longestStartMs = 10_000;

async function startedWith(limited: boolean): Promise<Child> {
  const child = start(limited);
  const late = setTimeout(() => child.end(), longestStartMs);
  const isReady = await child.ready;
  clearTimeout(late);
  if (!isReady) throw new Error("The process that draws pictures could not be started.");
  return child;
}

/** A process that draws one picture. */
type Child = {
  /** whether we can send it a picture; false if it has already ended */
  readonly ready: Promise<boolean>;
  /** everything it said after that, once it has ended */
  readonly answer: Promise<Buffer>;
  readonly send: (order: Buffer) => void;
  readonly end: () => void;
};

function start(limited: boolean): Child {
  const child = spawnLimited(limited);
  // pages and log-ins come first
  if (child.pid !== undefined) lower(child.pid);
  let said = Buffer.alloc(0);
  const end = () => void child.kill("SIGKILL");
  const ended = new Promise<void>((done) => {
    child.on("error", () => done());
    child.on("close", () => done());
  });
  const ready = new Promise<boolean>((done) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said = Buffer.concat([said, chunk]);
      if (said.byteLength > mostAnsweredBytes) end();
      if (said.includes(readyLine)) done(true);
    });
    void ended.then(() => done(false));
  });
  // it may end before it has read everything; we notice that by its end
  child.stdin.on("error", () => {});
  return {
    ready,
    answer: ended.then(() => said.subarray(readyLine.length)),
    send: (order) => void child.stdin.write(order),
    end,
  };
}

// scripts/bundle.mjs builds it beside the program
const script = ".build/draw-picture.mjs";
const mostHeapMiB = 96;
/** Node alone reserves 1.6 GB without using them. */
const mostAddressesKiB = 2_800_000;
/** For starting and drawing together, in case the parent is gone. */
const mostCpuSeconds = 6;

function spawnLimited(limited: boolean): ChildProcessByStdio<Writable, Readable, null> {
  const [command, ...given] = commandOf(limited);
  return spawn(command, given, {
    stdio: ["pipe", "pipe", "ignore"],
    env: environment(),
    windowsHide: true,
  });
}

function commandOf(limited: boolean): [string, ...string[]] {
  const node = [
    process.execPath,
    `--max-old-space-size=${mostHeapMiB}`,
    `${process.cwd()}/${script}`,
  ] as const;
  if (process.platform === "win32") return [...node];
  const limits = [
    "ulimit -c 0",
    `ulimit -t ${mostCpuSeconds}`,
    ...(limited ? [`ulimit -v ${mostAddressesKiB}`] : []),
  ].map((one) => `${one} 2>/dev/null || :;`);
  return ["/bin/sh", "-c", `${limits.join(" ")} exec "$0" "$@"`, ...node];
}

/** The variables by which it finds its fonts and libraries, but none of the service's own. */
function environment(): NodeJS.ProcessEnv {
  const names =
    /^(?:HOME|TMPDIR|TEMP|SYSTEMROOT|XDG_CACHE_HOME|XDG_DATA_\w+|LD_LIBRARY_PATH|FONTCONFIG_\w+)$/i;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name))),
    NODE_ENV: "production",
    VIPS_CONCURRENCY: "1",
    UV_THREADPOOL_SIZE: "1",
    // each arena reserves 64 MB of addresses
    MALLOC_ARENA_MAX: "2",
  };
}

function lower(pid: number): void {
  try {
    setPriority(pid, 5);
  } catch {
    // it has already ended, or the system cannot do this
  }
}

const answers = z.union([
  z.object({ problem: z.enum(drawingProblems) }),
  z.object({
    width: z.int().positive(),
    height: z.int().positive(),
    length: z.int().positive(),
    hardly_seen: z.array(z.enum(looks)),
  }),
]);

/** @returns null if the answer is incomplete */
function readAnswer(said: Buffer): DrawnPicture | { readonly problem: Undrawable["problem"] } | null {
  const end = said.indexOf("\n");
  if (end === -1) return null;
  const head: Answer = answers.parse(JSON.parse(said.toString("utf8", 0, end)));
  if ("problem" in head) return head;
  const bytes = new Uint8Array(said.subarray(end + 1));
  const { length, ...drawn } = head;
  return bytes.byteLength === length ? { bytes, ...drawn } : null;
}
