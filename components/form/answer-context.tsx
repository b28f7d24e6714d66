"use client";

import { createContext, useContext } from "react";
import { type FormState, idle } from "./form-state";

/** The answer of the surrounding form's action, and the prefix of its fields' ids. */
export const Answer = createContext<FormState>(idle);
export const Prefix = createContext("field");

/** The id of a field of the surrounding form. */
export function useFieldId(name: string): string {
  return `${useContext(Prefix)}-${name}`;
}

/** The answer of the surrounding form's action. */
export function useAnswer(): FormState {
  return useContext(Answer);
}
