"use client";

import { createContext, useContext } from "react";
import { type FormState, idle } from "./form-state";

/** What the action said to the form that one is in, and what the form's fields' ids begin with. */
export const Answer = createContext<FormState>(idle);
export const Prefix = createContext("field");

/** The id of a field of the form that one is in. */
export function useFieldId(name: string): string {
  return `${useContext(Prefix)}-${name}`;
}

/** What the action said to the form that one is in. */
export function useAnswer(): FormState {
  return useContext(Answer);
}
