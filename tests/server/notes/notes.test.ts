import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { uniqueKey } from "@/server/ground/text/unique-key";
import { fc } from "@/tests/chance";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { addNote, deleteCustomer, deleteNote, editNote, listColleagues, listFollowUps, listNotes } =
  operations;

/** Creates another web user of the same customer. */
async function colleague(of: Actor, access_level: Actor["access_level"] = "BILLING"): Promise<Actor> {
  const login = freshName("colleague");
  const { i_web_user } = await database().webUser.create({
    data: { i_customer: of.i_customer, login, login_key: uniqueKey(login), access_level },
    select: { i_web_user: true },
  });
  return { ...of, i_web_user, login, access_level };
}

async function pair() {
  const top = await customer(1);
  const below = await customer(top.i_customer);
  return { top, below, about: { i_customer: below.i_customer } };
}

async function textsFor(actor: Actor, i_customer: number): Promise<string[] | number> {
  return await listNotes(actor, { i_customer }).then(
    ({ notes }) => notes.map(({ text }) => text).sort(),
    async (error) => (await refusalOf(Promise.reject(error))).code,
  );
}

describe("a note", () => {
  it("over random trees is read by the web users of the customer that wrote it, and by nobody else", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 20 }), { minLength: 3, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 2, maxLength: 6 }),
        async (parents, picks) => {
          const members = [{ i_customer: 1, way: [1], actor: systemActor }];
          for (const pick of parents) {
            const parent = members[pick % members.length] ?? { i_customer: 1, way: [1] };
            const made = await customer(parent.i_customer);
            members.push({ ...made, way: [...parent.way, made.i_customer] });
          }
          const people = members.slice(1);
          const written: { of: number; about: number; text: string }[] = [];
          for (const [who, whom] of picks) {
            const [writer, subject] = [people[who % people.length], people[whom % people.length]];
            if (!writer || !subject) continue;
            const text = freshName("note");
            const call = addNote(writer.actor, { i_customer: subject.i_customer, text });
            if (subject.way.includes(writer.i_customer)) {
              await call;
              written.push({ of: writer.i_customer, about: subject.i_customer, text });
            } else expect(await refusalOf(call)).toMatchObject({ code: 404 });
          }
          for (const reader of people) {
            for (const { i_customer, way } of people) {
              const mine = written.filter(
                ({ of, about }) => of === reader.i_customer && about === i_customer,
              );
              expect(await textsFor(reader.actor, i_customer)).toEqual(
                way.includes(reader.i_customer) ? mine.map(({ text }) => text).sort() : 404,
              );
            }
            // nobody's history mentions a note that others wrote
            const { entries } = await operations.listHistory(reader.actor, { what: "addNote" });
            expect(entries).toHaveLength(written.filter(({ of }) => of === reader.i_customer).length);
            expect(JSON.stringify(entries)).not.toMatch(/"note \d/);
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it("is refused to programs, trusted hosts and support, though they act for the customer that wrote it", async () => {
    const { top, about } = await pair();
    const { i_note } = await addNote(top.actor, { ...about, text: "Ours" });
    for (const door of ["api", "trusted", "support", "system"] as const) {
      const actor = { ...top.actor, door };
      for (const call of [
        () => listNotes(actor, about),
        () => addNote(actor, { ...about, text: "Theirs" }),
        () => editNote(actor, { i_note, text: "Changed" }),
        () => deleteNote(actor, { i_note }),
        () => listFollowUps(actor, {}),
        () => listColleagues(actor, {}),
      ])
        expect(await refusalOf(call())).toMatchObject({ code: 403, key: "notes_by_people" });
      const history = await operations.listHistory(actor, { i_wholesaler: top.i_customer, what: "addNote" });
      expect(history.entries.filter(({ refused }) => refused === null)).toEqual([]);
    }
    expect(await textsFor(top.actor, about.i_customer)).toEqual(["Ours"]);
  });

  it("is not found out about by asking why somebody may not change it", async () => {
    const { top, below } = await pair();
    const { i_note } = await addNote(below.actor, { i_customer: below.i_customer, text: "Theirs" });
    const about = { i_customer: below.i_customer };
    const support = { ...below.actor, door: "support" as const };
    for (const [what, more] of [
      ["editNote", { pinned: "1" }],
      ["deleteNote", {}],
    ] as const)
      for (const asker of [top.actor, support]) {
        const answer = async (asked: number) => {
          const given = { i_note: `${asked}`, ...more };
          return (await operations.whyNot(asker, { ...about, what, given })).reasons;
        };
        expect(await answer(i_note)).toEqual(await answer(i_note + 1_000));
      }
    const given = { i_note: `${i_note + 1_000}` };
    const own = await operations.whyNot(below.actor, { ...about, what: "deleteNote", given });
    expect(own.reasons, "one's own are").not.toEqual([]);
  });

  it("stands in the history of the writer's own customer, without its text, with whom it is about", async () => {
    const { top, below, about } = await pair();
    await addNote(top.actor, { ...about, text: "Not to be told" });
    const { entries } = await operations.listHistory(top.actor, {});
    expect(entries[0]).toMatchObject({
      operation: "addNote",
      i_customer: top.i_customer,
      detail: { about },
    });
    expect(JSON.stringify(entries)).not.toContain("Not to be told");
    for (const other of [systemActor, await actorOf(1), below.actor]) {
      const told = await operations.listHistory(other, { what: "addNote" });
      expect(told.entries.filter(({ refused }) => refused === null)).toEqual([]);
    }
  });

  it("is about oneself or one below, and kept as text is kept: up to 4,000 characters, NFC, LF", async () => {
    const { top, below, about } = await pair();
    await addNote(top.actor, { i_customer: top.i_customer, text: "Cafe\u0301\r\nopen" });
    expect(await textsFor(top.actor, top.i_customer)).toEqual(["Café\nopen"]);
    await addNote(top.actor, { ...about, text: "x".repeat(4000) });
    for (const text of ["x".repeat(4001), "", "\u202e", 5, null])
      expect(await refusalOf(addNote(top.actor, { ...about, text }))).toMatchObject({
        code: 400,
        attribute: "text",
      });
    expect(await refusalOf(addNote(below.actor, { i_customer: top.i_customer, text: "Up" }))).toMatchObject({
      code: 404,
    });
  });

  it("is changed and deleted by its author or an ADMINISTRATOR, pinned and followed up by every colleague but who only reports", async () => {
    const { top, below, about } = await pair();
    const [billing, noc] = [await colleague(top.actor), await colleague(top.actor, "NOC")];
    const { i_note } = await addNote(billing, { ...about, text: "First" });
    expect(await refusalOf(editNote(noc, { i_note, text: "Mine" }))).toMatchObject({ key: "not_your_note" });
    expect(await refusalOf(deleteNote(noc, { i_note }))).toMatchObject({ key: "not_your_note" });
    await editNote(noc, { i_note, pinned: 1, text: "First", follow_up_on: "2026-12-01" });
    const reporter = await colleague(top.actor, "REPORTER");
    expect(await refusalOf(editNote(reporter, { i_note, pinned: 0 }))).toMatchObject({ key: "access_level" });
    const { notes } = await listNotes(reporter, about);
    expect(notes).toMatchObject([
      { text: "First", login: billing.login, own: false, pinned: true, edited_at: null },
    ]);
    await editNote(billing, { i_note, text: "Second" });
    await editNote(top.actor, { i_note, text: "Third" });
    expect((await listNotes(billing, about)).notes).toMatchObject([
      { text: "Third", login: billing.login, own: true, edited_at: expect.any(Date) },
    ]);
    expect(await refusalOf(editNote(below.actor, { i_note, pinned: 0 }))).toMatchObject({ code: 404 });
    await deleteNote(billing, { i_note });
    expect(await textsFor(top.actor, about.i_customer)).toEqual([]);
  });

  it("comes by pages, the pinned on top, then the newest", async () => {
    const { top, about } = await pair();
    for (let count = 1; count <= 25; count += 1)
      await addNote(top.actor, { ...about, text: `Note ${count}`, pinned: count === 3 || count === 20 });
    const first = await listNotes(top.actor, about);
    const second = await listNotes(top.actor, { ...about, after: first.next });
    const numbers = [...first.notes, ...second.notes].map(({ text }) => Number(text.slice(5)));
    const unpinned = Array.from({ length: 25 }, (_, at) => 25 - at).filter((one) => one !== 3 && one !== 20);
    expect(numbers).toEqual([20, 3, ...unpinned]);
    expect(second.next).toBeNull();
    expect((await listNotes(top.actor, { ...about, limit: 1 })).notes).toMatchObject([{ text: "Note 20" }]);
  });
});

describe("a follow-up", () => {
  it("is for a colleague of the same customer who may read it, and lists the reader's own first, the oldest day first", async () => {
    const { top, below, about } = await pair();
    const [billing, clerk] = [await colleague(top.actor), await colleague(top.actor, "CALLSHOP_OPERATOR")];
    const { colleagues } = await listColleagues(top.actor, {});
    expect(colleagues.map(({ login }) => login).sort()).toEqual([billing.login, top.actor.login].sort());
    for (const follow_up_by of [clerk.i_web_user, below.actor.i_web_user, 999_999])
      expect(
        await refusalOf(
          addNote(top.actor, { ...about, text: "x", follow_up_on: "2026-12-01", follow_up_by }),
        ),
      ).toMatchObject({ code: 400, attribute: "follow_up_by" });
    const days = ["2026-01-02", "2999-01-01", "2026-01-01"];
    for (const follow_up_by of [billing.i_web_user, "", top.actor.i_web_user])
      for (const follow_up_on of days)
        await addNote(top.actor, { ...about, text: "x", follow_up_on, follow_up_by });
    const { followUps } = await listFollowUps(billing, {});
    expect(followUps.slice(0, 3)).toMatchObject([
      { follow_up_on: "2026-01-01", mine: true, state: "overdue", follow_up_login: billing.login },
      { follow_up_on: "2026-01-02", mine: true, state: "overdue" },
      { follow_up_on: "2999-01-01", mine: true, state: "later" },
    ]);
    expect(followUps.slice(3).map(({ mine }) => mine)).toEqual(Array(6).fill(false));
    expect((await listFollowUps(below.actor, {})).followUps).toEqual([]);
  });

  it("is due on its day by the calendar of the customer's time zone, gone when done, and open again on another day", async () => {
    const { top, about } = await pair();
    const today = new Date().toISOString().slice(0, 10);
    const { i_note } = await addNote(top.actor, { ...about, text: "Call", follow_up_on: today });
    const states = async () => (await listFollowUps(top.actor, {})).followUps.map(({ state }) => state);
    expect(await states()).toEqual(["due"]);
    await editNote(top.actor, { i_note, done: 1 });
    expect(await states()).toEqual([]);
    await editNote(top.actor, { i_note, follow_up_on: "2999-01-01" });
    expect(await states()).toEqual(["later"]);
    await editNote(top.actor, { i_note, follow_up_on: "" });
    expect(await states()).toEqual([]);
    expect((await listNotes(top.actor, about)).notes).toMatchObject([{ follow_up_on: null }]);
  });
});

describe("what is deleted", () => {
  it("takes the notes about it and by it along; an author's leaves the text and the signature", async () => {
    const { top, below, about } = await pair();
    const author = await colleague(top.actor);
    const follow = { follow_up_on: "2026-12-01", follow_up_by: author.i_web_user };
    await addNote(author, { ...about, text: "Signed", ...follow });
    await addNote(below.actor, { ...about, text: "About itself" });
    await database().webUser.delete({ where: { i_web_user: author.i_web_user ?? 0 } });
    expect((await listNotes(top.actor, about)).notes).toMatchObject([
      { text: "Signed", login: author.login, own: true, follow_up_on: "2026-12-01", follow_up_by: null },
    ]);
    await deleteCustomer(top.actor, about);
    expect(await database().note.count({ where: about })).toBe(0);
    expect((await listFollowUps(top.actor, {})).followUps).toEqual([]);
  });
});
