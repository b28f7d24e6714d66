import type { operations } from "../../operations";

const form = "a form of the portal asks for it while somebody types";
const page = "a page of the portal shows it, put together from what other addresses give";
const person = "it is about a person's own log-in, in the portal";
const stepUp = "a person says once more who they are before it";
const session = "it is about a browser's session of support";
const wizard = "a wizard of the portal, which a person looks through before anything is done";
const xmlRpc = "the form that XML-RPC has of another operation, which has an address";

/** The operations that have no address, and why. Source: rest, 'Resources'. */
export const notOverRest: Readonly<Partial<Record<keyof typeof operations, string>>> = {
  listCustomers: xmlRpc,
  getAuditLogs: xmlRpc,
  suggestCustomers: form,
  getFormChoices: form,
  viewCustomer: page,
  findInTree: page,
  listTwins: page,
  getApiStanding: "a part of /me",
  listLogIns: person,
  endLogIn: person,
  endOtherLogIns: person,
  listFactors: person,
  beginTotp: person,
  getPendingTotp: person,
  confirmTotp: person,
  removeFactor: person,
  renewRecoveryCodes: person,
  cancelAddress: person,
  changeAddress: stepUp,
  resetFactors: stepUp,
  makeSupportCode: stepUp,
  listKeys: person,
  listMadeByKey: person,
  makeKey: stepUp,
  rotateKey: stepUp,
  editKey: person,
  endKey: person,
  getSupportDesk: session,
  getOpening: session,
  openSupport: session,
  extendSupport: session,
  allowSupportChanges: session,
  showSupportStyle: session,
  endSupport: session,
  prepareJob: wizard,
  examineAgain: wizard,
  beginImport: wizard,
  mapImport: wizard,
  getImport: wizard,
  listImportProblems: wizard,
  mendImportRow: wizard,
  replaceImportRows: wizard,
  takeImportPasswords: wizard,
};
