import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { operations } from "@/server/doors/operations";
import type { Admission } from "@/server/doors/xmlapi/admit";
import { bundleProcess } from "../../bundle-process";
import { fresh } from "../../database/fresh";

/** One request on the wire: people who catch one can send it all again, or with any other body. */
export type Sent = {
  readonly authorization?: string;
  readonly address: string;
  readonly name: keyof typeof operations;
  readonly input: Readonly<Record<string, unknown>>;
  readonly place?: number;
};

/** Its outcome. */
export type Outcome =
  | Exclude<Admission, { kind: "actor" }>
  | { readonly kind: "done"; readonly output: unknown }
  | { readonly kind: "replayed" }
  | { readonly kind: "fault"; readonly code: number };

/** A process of the program, with a memory of its own. */
export class Process {
  #sent = 0;
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<Process> {
    bundled ??= bundleProcess("tests/xmlapi/door/other-process.ts");
    const env = { ...process.env, DATABASE_URL: fresh.applicationUrl };
    const child = fork(await bundled, { env, execArgv: [] });
    await once(child, "message");
    return new Process(child);
  }

  async call(sent: Sent): Promise<Outcome> {
    this.#sent += 1;
    const id = this.#sent;
    return await new Promise((done) => {
      const hear = (message: { id: number; outcome: Outcome }): void => {
        if (message.id !== id) return;
        this.child.off("message", hear);
        done(message.outcome);
      };
      this.child.on("message", hear);
      this.child.send({ id, sent });
    });
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    await once(this.child, "exit");
  }
}

let bundled: Promise<string> | undefined;
