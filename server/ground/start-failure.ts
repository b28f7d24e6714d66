/** Something that keeps the program from starting. Its message is one sentence for the person who starts it. */
export class StartFailure extends Error {
  override readonly name: string = "StartFailure";
}
