/**
 * Makes a read that all who ask the same in one turn of the event loop share, as programs do that call by several connections
 * at once. It begins after that turn: what was done before somebody asked, they see. Nothing is kept.
 */
export function sharedReads<Answer>(
  read: (question: string) => Promise<Answer>,
): (question: string) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>();
  return (question) => {
    const known = asked.get(question);
    if (known) return known;
    const answer = endOfTurn().then(async () => {
      asked.delete(question);
      return await read(question);
    });
    asked.set(question, answer);
    return answer;
  };
}

async function endOfTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
