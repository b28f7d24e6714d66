import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { lookOf } from "@/server/brand/brand-look";
import { contrastOf } from "@/server/brand/colours";
import { judgeTokens } from "@/server/brand/judge-tokens";
import { database } from "@/server/database/client";
import { ownWork } from "@/server/doors/jobs/jobs";
import { runJobs } from "@/server/doors/jobs/run-jobs";
import { writeMail } from "@/server/doors/mail/mail-text";
import { mailFolder, sendDueMails, sendMail } from "@/server/doors/mail/send-mails";
import { operations } from "@/server/doors/operations";
import { provideSettings, settings } from "@/server/ground/settings";
import { type MailKind, mailKinds } from "@/server/outbox/mail-kinds";
import { queueMail } from "@/server/outbox/queue-mail";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

type Arrived = { readonly mail: ParsedMail; readonly source: string; readonly to: string[] };
const arrived: Arrived[] = [];
let refuse = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(_address, _session, done) {
    done(refuse ? Object.assign(new Error("full"), { responseCode: 452 }) : null);
  },
  onData(stream, session, done) {
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", async () => {
      const source = Buffer.concat(pieces).toString("utf8");
      const to = session.envelope.rcptTo.map(({ address }) => address);
      arrived.push({ source, mail: await simpleParser(source), to });
      done();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // a listening server has an AddressInfo
  const { port } = server.server.address() as AddressInfo;
  provideSettings({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    PUBLIC_URL: "https://portal.example.com",
    DEMO: "0",
  });
});
afterAll(async () => await new Promise<void>((closed) => server.close(closed)));
beforeEach(async () => {
  arrived.length = 0;
  refuse = false;
  await database().mail.deleteMany();
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

async function someone(values: Record<string, unknown> = {}) {
  const email = `${Math.random().toString(36).slice(2)}@example.com`;
  const one = await customer(1, { web_login: freshName("person"), email, ...values });
  return { ...one, email, i_web_user: one.actor.i_web_user ?? 0 };
}

it("a mail is sent in the recipient's language as text and HTML; its text is dropped once it is sent", async () => {
  const { i_web_user, email } = await someone({ i_lang: "ru" });
  const path = "/link/open?token=abc";
  await queueMail(database(), { kind: "reset_link", to: { i_web_user }, path });
  expect(await sendDueMails()).toBe(1);
  const [{ mail, to } = { mail: undefined, to: [] }] = arrived;
  expect(to).toEqual([email]);
  expect(mail?.subject).toBe("Новый пароль");
  expect(mail?.text).toContain("https://portal.example.com/link/open?token=abc");
  expect(mail?.html).toContain('href="https://portal.example.com/link/open?token=abc"');
  expect(mail?.from?.text).toBe('"Trellis" <no-reply@portal.example.com>');
  const [row] = await database().mail.findMany();
  expect(row).toMatchObject({ state: "sent", body: null, tries: 1 });
  expect(await sendDueMails()).toBe(0);
});

it("a notice goes to the customer's addresses with copies, a secret to the first alone", async () => {
  const { i_customer } = await someone({
    email: "one@example.com, two@example.com",
    cc: "copy@example.com",
    bcc: "blind@example.com",
  });
  const values = { available: "1.500000", threshold: "5.000000", currency: "USD" };
  await queueMail(database(), { kind: "balance_low", to: { i_customer }, values });
  await queueMail(database(), { kind: "one_time_password", to: { i_customer }, values: { password: "x" } });
  await sendDueMails();
  expect(arrived.map(({ to }) => to.length).toSorted()).toEqual([1, 4]);
  const notice = arrived.find(({ to }) => to.length === 4);
  expect(notice?.mail.text).toContain("$1.50");
  expect(notice?.source).not.toContain("blind@example.com");
});

it("what a server does not take is tried again later, and its text kept until then; a process that died is replaced", async () => {
  const { i_web_user } = await someone();
  await queueMail(database(), { kind: "password_changed", to: { i_web_user } });
  refuse = true;
  expect(await sendDueMails()).toBe(0);
  const [waiting] = await database().mail.findMany();
  expect(waiting).toMatchObject({
    state: "waiting",
    tries: 1,
    error: "the mail server did not take it (452)",
  });
  expect(waiting?.body).not.toBeNull();
  expect(await sendDueMails()).toBe(0);
  refuse = false;
  await database().mail.updateMany({ data: { next_try_at: new Date() } });
  const both = await Promise.all([sendDueMails(), sendDueMails()]);
  expect(both.toSorted()).toEqual([0, 1]);
  expect(arrived).toHaveLength(1);
  await database().mail.updateMany({ data: { state: "waiting", tries: 5, next_try_at: new Date() } });
  await sendDueMails();
  expect((await database().mail.findMany())[0]).toMatchObject({ state: "failed", body: null });
});

it("a mail is sent once the transaction that queues it has committed, by one of the programs, and waits after a failure", async () => {
  const { i_web_user } = await someone();
  const work = { ...ownWork, rounds: [] };
  const ends = [await runJobs(work), await runJobs(work)];
  try {
    await queueMail(database(), { kind: "password_changed", to: { i_web_user } });
    while ((await database().mail.count({ where: { state: "sent" } })) === 0) await pause(20);
    expect(arrived).toHaveLength(1);
    await database().mail.deleteMany();
    refuse = true;
    await queueMail(database(), { kind: "password_changed", to: { i_web_user } });
    while ((await database().mail.count({ where: { error: { not: "" } } })) === 0) await pause(20);
  } finally {
    await Promise.all(ends.map((end) => end()));
  }
  const [waiting] = await database().mail.findMany();
  const [job] = await database().$queryRaw<{ i_mail: string; run_at: Date }[]>`
    SELECT payload->>'i_mail' AS i_mail, run_at FROM graphile_worker._private_jobs`;
  expect(job).toEqual({ i_mail: String(waiting?.i_mail), run_at: waiting?.next_try_at });
  expect(waiting).toMatchObject({ state: "waiting", tries: 1 });
  const wait = (waiting?.next_try_at.getTime() ?? 0) - (waiting?.created_at.getTime() ?? 0);
  expect(wait).toBeGreaterThanOrEqual(60_000);
  expect(arrived).toHaveLength(1);
});

it("a mail whose sender died is sent by whoever takes the job over; one that had failed keeps its wait", async () => {
  const { i_web_user } = await someone();
  const i_mail = (await queueMail(database(), { kind: "password_changed", to: { i_web_user } })) ?? 0n;
  // as the sender leaves it that is killed while it sends
  const inFiveMinutes = new Date(Date.now() + 300_000);
  await database().mail.updateMany({ data: { tries: 1, next_try_at: inFiveMinutes } });
  await sendMail(i_mail, false);
  expect(arrived).toHaveLength(0);
  await database().mail.updateMany({ data: { error: "the mail server did not take it" } });
  await sendMail(i_mail, true);
  expect(arrived).toHaveLength(0);
  await database().mail.updateMany({ data: { error: "" } });
  await sendMail(i_mail, true);
  await sendMail(i_mail, true);
  expect(arrived).toHaveLength(1);
});

it("mail_from is the From of a provider whose domain is proven, before that the Reply-To; links lead to its host", async () => {
  const provider = await someone({ mail_from: "office@voice.example", dns_alias: "portal.voice.example" });
  const email = `below${Math.random().toString(36).slice(2)}@example.com`;
  const below = await customer(provider.i_customer, { web_login: freshName("below"), email });
  const i_web_user = below.actor.i_web_user ?? 0;
  const send = async () => {
    await queueMail(database(), { kind: "reset_link", to: { i_web_user }, path: "/link/open?token=t" });
    await sendDueMails();
    return arrived.at(-1)?.mail;
  };
  const before = await send();
  expect(before?.from?.value[0]?.address).toBe("no-reply@portal.example.com");
  expect(before?.replyTo?.value[0]?.address).toBe("office@voice.example");
  expect(before?.text).toContain("https://portal.example.com/");
  await database().customer.update({
    where: { i_customer: provider.i_customer },
    data: { alias_verified_at: new Date() },
  });
  const after = await send();
  expect(after?.from?.value[0]?.address).toBe("office@voice.example");
  expect(after?.replyTo).toBeUndefined();
  expect(after?.text).toContain("https://portal.voice.example/link/open");
});

it("a mail wears the brand: its logo as a picture of the mail, its accent with a text that is read on it, its square corners", async () => {
  const { actor, i_customer, i_web_user } = await someone();
  const svg = (colour: string) =>
    new TextEncoder().encode(
      `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="80" height="20" fill="${colour}"/></svg>`,
    );
  await operations.saveBrand(actor, {
    i_customer,
    product_name: "Sunny <Voice>",
    accent: "#facc15",
    css: ":root { --brand-dark-surface: #1c1917; --brand-radius: 0px }",
    logo_light: svg("#854d0e"),
    logo_dark: svg("#fde047"),
  });
  await queueMail(database(), { kind: "reset_link", to: { i_web_user }, path: "/link/open?token=t" });
  await queueMail(database(), {
    kind: "receipt",
    to: { i_customer },
    attachment: { filename: "receipt-1.pdf", contentType: "application/pdf", content: Buffer.from("%PDF") },
  });
  expect(await sendDueMails()).toBe(2);
  for (const { mail, source } of arrived) {
    const html = String(mail.html);
    expect(source).toContain('src=3D"cid:logo@mail" width=3D"112" height=3D"28" alt=3D"Sunny =');
    expect(html).toMatch(/alt="Sunny &lt;Voice&gt;" class="day"/);
    expect(html).toContain("background:#facc15");
    expect(html).toContain("color:#000000");
    expect(html).toContain('border-radius:0"');
    // the dark ground, and what follows from it
    expect(html).toMatch(/prefers-color-scheme:dark\)\{\.outer\{background:#16/);
    const inline = mail.attachments.filter(({ related }) => related);
    expect(inline.map(({ cid, contentType }) => [cid, contentType])).toEqual([
      ["logo@mail", "image/png"],
      ["logo-dark@mail", "image/png"],
    ]);
    for (const { content } of inline) expect(content.subarray(1, 4).toString()).toBe("PNG");
    expect(mail.text).not.toMatch(/logo|facc15/);
  }
  const files = arrived.map(({ mail }) => mail.attachments.filter(({ related }) => !related).length);
  expect(files.sort()).toEqual([0, 1]);
});

it("a mail of a brand without a logo has its name beside our mark", async () => {
  const { actor, i_customer, i_web_user } = await someone();
  await operations.saveBrand(actor, { i_customer, product_name: "Plain Voice" });
  await queueMail(database(), { kind: "welcome", to: { i_web_user } });
  await sendDueMails();
  const [{ mail } = { mail: undefined }] = arrived;
  expect(mail?.attachments.map(({ cid }) => cid)).toEqual(["mark@mail"]);
  expect(String(mail?.html)).toMatch(/<td style="[^"]*font-weight:600[^"]*">Plain Voice<\/td>/);
});

it.each(["#facc15", "#c2410c", "#0f766e", "#1e1b4b", "#ffffff", "#000000"])(
  "the button of a mail is seen and read in the accent %s, light and dark",
  (accent) => {
    const look = lookOf(judgeTokens({ "--brand-accent": accent }).accepted);
    for (const { card, accent: fill, accentEdge, onAccent, muted, text, ground } of [look.light, look.dark]) {
      expect(contrastOf(onAccent, fill)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(accentEdge, card)).toBeGreaterThanOrEqual(1.4);
      for (const words of [muted, text])
        for (const under of [card, ground]) expect(contrastOf(words, under)).toBeGreaterThanOrEqual(4.5);
    }
  },
);

it("no text that anybody typed becomes a header, a recipient or HTML", async () => {
  const { i_web_user, email } = await someone();
  const nasty = 'a\r\nBcc: evil@example.com\r\n\r\n<script>alert(1)</script>"><b>';
  await queueMail(database(), {
    kind: "factor_added",
    to: { i_web_user },
    values: { name: nasty, login: nasty },
  });
  await sendDueMails();
  const [one] = arrived;
  expect(one?.to).toEqual([email]);
  expect(one?.mail.headers.has("bcc")).toBe(false);
  expect(one?.mail.html).not.toContain("<script>");
  expect(one?.mail.html).not.toContain("<b>");
});

it.each(["en", "ru"])("every mail has a subject and a text in %s, and nothing unfilled", (i_lang) => {
  for (const kind of Object.keys(mailKinds) as MailKind[]) {
    const values = new Proxy({}, { get: (_, name) => `[${String(name)}]` });
    const { subject, text, html } = writeMail({
      kind,
      i_lang,
      values: { login: "l", name: "n", by: "b", email: "e", browser: "br", address: "a", at: "t", ...values },
      link: "https://portal.example.com/x",
      brand: "Trellis",
    });
    expect(subject, kind).not.toBe("");
    expect(`${subject}${text}${html}`, kind).not.toMatch(/\{\w+\}|undefined/);
  }
});

it.each([
  ["en", "−€3.25"],
  ["ru", "−3,25\u00a0€"],
])("an amount below zero has a true minus in a mail in %s", (i_lang, shown) => {
  const values = { available: "-3.250000", threshold: "25.000000", currency: "EUR" };
  const { text, html } = writeMail({ kind: "balance_low", i_lang, values, link: "", brand: "Trellis" });
  for (const written of [text, html]) {
    expect(written).toContain(shown);
    expect(written).not.toMatch(/-€|-3[.,]/);
  }
});

it("a balance that falls below its threshold is told once, and again after it rose above", async () => {
  const { actor, i_customer, email } = await someone({ balance: "20" });
  await operations.setPreferences(actor, { i_customer, low_balance_threshold: "10" });
  const low = async () => await database().mail.count({ where: { recipient: email, kind: "balance_low" } });
  await operations.customerDebit(systemActor, { i_customer, amount: 5 });
  expect(await low()).toBe(0);
  await operations.customerDebit(systemActor, { i_customer, amount: 10 });
  await operations.customerDebit(systemActor, { i_customer, amount: 1 });
  expect(await low()).toBe(1);
  await operations.customerAddFunds(systemActor, { i_customer, amount: 50 });
  await operations.updateCustomer(systemActor, { i_customer, balance: "2" });
  expect(await low()).toBe(2);
  await operations.changeCreditLimit(systemActor, { i_customer, change: 100 });
  await operations.changeCreditLimit(systemActor, { i_customer, change: -100 });
  expect(await low()).toBe(3);
});

it("without a mail server a mail lies in a file with its attachment, and counts as kept, never as sent", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "trellis-mail-"));
  const { smtpUrl, publicUrl } = settings();
  provideSettings({ DATA_DIR: dataDir, SMTP_URL: "", PUBLIC_URL: publicUrl, DEMO: "0" });
  try {
    const { email, i_web_user, i_customer } = await someone();
    await queueMail(database(), { kind: "welcome", to: { i_web_user } });
    await queueMail(database(), {
      kind: "receipt",
      to: { i_customer },
      attachment: { filename: "receipt-1.pdf", contentType: "application/pdf", content: Buffer.from("%PDF") },
    });
    expect(await sendDueMails()).toBe(2);
    expect(arrived).toEqual([]);
    const files = await readdir(join(dataDir, "mail"));
    const mails = await Promise.all(
      files.map(async (file) => await simpleParser(await readFile(join(dataDir, "mail", file)))),
    );
    // the brand's picture is part of the HTML
    const [attached, ...others] = mails.flatMap(({ attachments }) =>
      attachments.filter(({ related }) => !related),
    );
    expect(others).toEqual([]);
    expect(attached).toMatchObject({ filename: "receipt-1.pdf", contentType: "application/pdf" });
    expect(attached?.content.toString()).toBe("%PDF");
    const states = await database().mail.findMany({ where: { recipient: email }, select: { state: true } });
    expect(states).toEqual([{ state: "kept" }, { state: "kept" }]);
    expect(mailFolder()).toEqual({ path: join(dataDir, "mail"), isDemonstration: false });
  } finally {
    provideSettings({ SMTP_URL: smtpUrl ?? "", PUBLIC_URL: publicUrl, DEMO: "0" });
    await rm(dataDir, { recursive: true });
  }
});
