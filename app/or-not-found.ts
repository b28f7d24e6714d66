import { notFound } from "next/navigation";
import { Refusal } from "@/server/refusal";

/** What a page reads; where that is refused as not there, or out of scope, the page is not there either. */
export async function orNotFound<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal && (error.code === 404 || error.reason?.key === "out_of_scope")) notFound();
    throw error;
  }
}
