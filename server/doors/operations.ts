import { checkAlias } from "../branding/check-alias";
import { getAliasStanding } from "../branding/get-alias-standing";
import { getBrand } from "../branding/get-brand";
import { previewBrand } from "../branding/preview-brand";
import { saveBrand } from "../branding/save-brand";
import { blockCustomer } from "../customers/block-customer";
import { findInTree } from "../customers/branch/find-in-tree";
import { findPath } from "../customers/branch/find-path";
import { listBranch } from "../customers/branch/list-branch";
import { createCustomer } from "../customers/create-customer";
import { deleteCustomer } from "../customers/delete-customer";
import { explainBlocks } from "../customers/explain-blocks";
import { explainRights } from "../customers/explain-rights";
import { findCustomers } from "../customers/find-customers";
import { getFormChoices } from "../customers/form-choices";
import { getCustomerInfo } from "../customers/get-customer-info";
import { listBlocks } from "../customers/list-blocks";
import { listCustomers } from "../customers/list-customers";
import { listTwins } from "../customers/list-twins";
import { getOverview } from "../customers/overview";
import { suggestCustomers } from "../customers/suggest-customers";
import { unblockCustomer } from "../customers/unblock-customer";
import { updateCustomer } from "../customers/update-customer";
import { updateOwnData } from "../customers/update-own-data";
import { viewCustomer } from "../customers/view-customer";
import { getDictionary } from "../dictionary/get-dictionary";
import { getAuditLogs } from "../history/get-audit-logs";
import { listHistory } from "../history/list-history";
import {
  beginTotp,
  confirmTotp,
  getPendingTotp,
  listFactors,
  removeFactor,
  renewRecoveryCodes,
} from "../identity/factors/own-factors";
import { resetFactors } from "../identity/factors/reset-factors";
import { cancelAddress, changeAddress } from "../identity/links/change-address";
import { sendInvitation } from "../identity/links/invite";
import { resendMail } from "../identity/links/resend-mail";
import { authCustomer } from "../identity/log-in/auth-customer";
import { endLogIn, endOtherLogIns, listLogIns } from "../identity/log-in/log-ins";
import { resetCustomerOneTimePassword } from "../identity/password/reset-one-time-password";
import { validatePassword } from "../identity/password/validate-password";
import { getWebUser, listWebUsers } from "../identity/web-users/list-web-users";
import { editOwnSettings, getOwnSettings } from "../identity/web-users/own-settings";
import {
  blockWebUser,
  endLogInsOf,
  unblockWebUser,
  unlockWebUser,
} from "../identity/web-users/stop-web-users";
import { addWebUser, deleteWebUser, editWebUser } from "../identity/web-users/write-web-users";
import { beginImport } from "../jobs/begin-import";
import { examineAgain } from "../jobs/examine-again";
import { getJobInfo, listJobRows, listJobs } from "../jobs/list-jobs";
import { mapImport } from "../jobs/map-import";
import { mendImportRow, replaceImportRows } from "../jobs/mend-import";
import { prepareJob, updateCustomers } from "../jobs/prepare-job";
import { getImport, listImportProblems } from "../jobs/read-import";
import { pauseJob, resumeJob, startJob, stopJob } from "../jobs/steer-jobs";
import { takeImportPasswords } from "../jobs/take-import-passwords";
import { undoJob } from "../jobs/undo-job";
import { customerAddFunds, customerCredit, customerDebit } from "../money/book-funds";
import { changeCreditLimit } from "../money/change-credit-limit";
import { correctBalance } from "../money/correct-balance";
import { getReceipt } from "../money/get-receipt";
import { getStatement } from "../money/get-statement";
import { listLedger } from "../money/list-ledger";
import { mailReceipt } from "../money/mail-receipt";
import { previewFunds } from "../money/preview-funds";
import { listColleagues } from "../notes/list-colleagues";
import { listFollowUps } from "../notes/list-follow-ups";
import { getNote, listNotes } from "../notes/list-notes";
import { addNote, deleteNote, editNote } from "../notes/write-notes";
import { registerOperations } from "../operation/registry";
import { getPreferences, setPreferences } from "../preferences/preferences";
import { prepareNewCustomer } from "../profiles/prepare-new-customer";
import { addProfile, deleteProfile, editProfile, getProfile, listProfiles } from "../profiles/profiles";
import { getApiStanding } from "../programs/get-api-standing";
import { editKey, editOwnKey } from "../programs/keys/edit-key";
import { endKey, endOwnKey } from "../programs/keys/end-key";
import { listKeys } from "../programs/keys/list-keys";
import { listMadeByKey } from "../programs/keys/list-made-by-key";
import { makeKey } from "../programs/keys/make-key";
import { getOwnKey } from "../programs/keys/own-key";
import { rotateKey, rotateOwnKey } from "../programs/keys/rotate-key";
import { listApiCalls } from "../programs/list-api-calls";
import { getRefusal } from "../refusals/get-refusal";
import { listRefusals } from "../refusals/list-refusals";
import {
  addRoutingGroup,
  deleteRoutingGroup,
  editRoutingGroup,
  listRoutingGroups,
} from "../routing-groups/routing-groups";
import { getSupportDesk } from "../support/get-desk";
import { getOpening } from "../support/get-opening";
import { openSupport } from "../support/open-support";
import { makeSupportCode } from "../support/support-code";
import { endSupportSession, getSupportSession, listSupportSessions } from "../support/support-sessions";
import { allowSupportChanges, endSupport, extendSupport, showSupportStyle } from "../support/within-session";
import { addTariff, deleteTariff, editTariff, listTariffs } from "../tariffs/tariffs";
import { checkSignature } from "../webhooks/check-signature";
import { getEndpoint, listEndpoints } from "../webhooks/list-endpoints";
import { getMessage, listMessages } from "../webhooks/list-messages";
import { replayMessages } from "../webhooks/replay-messages";
import { sendExample } from "../webhooks/send-example";
import { disableEndpoint, enableEndpoint } from "../webhooks/switch-endpoints";
import { addEndpoint, deleteEndpoint, editEndpoint, rotateEndpointSecret } from "../webhooks/write-endpoints";
import { whyNot } from "../why-not/why-not";

/** Every operation, by the name that the API gives it. Doors and tests know only what is listed here. */
export const operations = {
  createCustomer,
  getCustomerInfo,
  updateCustomer,
  deleteCustomer,
  listCustomers,
  authCustomer,
  resetCustomerOneTimePassword,
  listTariffs,
  addTariff,
  editTariff,
  deleteTariff,
  listRoutingGroups,
  addRoutingGroup,
  editRoutingGroup,
  deleteRoutingGroup,
  updateOwnData,
  findCustomers,
  suggestCustomers,
  findPath,
  findInTree,
  viewCustomer,
  listBranch,
  getOverview,
  getFormChoices,
  explainRights,
  listLedger,
  getStatement,
  listHistory,
  getAuditLogs,
  blockCustomer,
  unblockCustomer,
  explainBlocks,
  listBlocks,
  listTwins,
  customerAddFunds,
  customerCredit,
  customerDebit,
  getDictionary,
  validatePassword,
  getApiStanding,
  listApiCalls,
  listKeys,
  listMadeByKey,
  makeKey,
  editKey,
  rotateKey,
  endKey,
  getOwnKey,
  editOwnKey,
  rotateOwnKey,
  endOwnKey,
  whyNot,
  getRefusal,
  listRefusals,
  listProfiles,
  getProfile,
  addProfile,
  editProfile,
  deleteProfile,
  prepareNewCustomer,
  changeCreditLimit,
  correctBalance,
  previewFunds,
  getReceipt,
  mailReceipt,
  listNotes,
  getNote,
  addNote,
  editNote,
  deleteNote,
  listFollowUps,
  listColleagues,
  listLogIns,
  endLogIn,
  endOtherLogIns,
  listWebUsers,
  getWebUser,
  addWebUser,
  editWebUser,
  deleteWebUser,
  blockWebUser,
  unblockWebUser,
  unlockWebUser,
  endLogInsOf,
  editOwnSettings,
  getOwnSettings,
  sendInvitation,
  cancelAddress,
  resendMail,
  changeAddress,
  listFactors,
  beginTotp,
  getPendingTotp,
  confirmTotp,
  removeFactor,
  renewRecoveryCodes,
  resetFactors,
  getPreferences,
  setPreferences,
  getBrand,
  previewBrand,
  saveBrand,
  getAliasStanding,
  checkAlias,
  getOpening,
  openSupport,
  extendSupport,
  allowSupportChanges,
  showSupportStyle,
  endSupport,
  listSupportSessions,
  getSupportSession,
  endSupportSession,
  makeSupportCode,
  getSupportDesk,
  prepareJob,
  updateCustomers,
  startJob,
  pauseJob,
  resumeJob,
  stopJob,
  undoJob,
  examineAgain,
  listJobs,
  getJobInfo,
  listJobRows,
  beginImport,
  mapImport,
  getImport,
  listImportProblems,
  mendImportRow,
  replaceImportRows,
  takeImportPasswords,
  listEndpoints,
  getEndpoint,
  addEndpoint,
  editEndpoint,
  deleteEndpoint,
  rotateEndpointSecret,
  disableEndpoint,
  enableEndpoint,
  listMessages,
  getMessage,
  replayMessages,
  sendExample,
  checkSignature,
};

registerOperations(operations);
