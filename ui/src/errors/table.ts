/** One table from an error's code to what the window offers: how grave it is, and the one thing to do about it. */
import type { ErrorCode } from "../bridge";

export type Remedy = "tryAgain" | "replaceKey" | "openConnection" | "refreshList" | "none";
export type Gravity = "problem" | "notice";

export interface Handling {
  readonly gravity: Gravity;
  readonly remedy: Remedy;
}

const again: Handling = { gravity: "problem", remedy: "tryAgain" };
const byHand: Handling = { gravity: "problem", remedy: "none" };
const key: Handling = { gravity: "problem", remedy: "replaceKey" };
const connection: Handling = { gravity: "problem", remedy: "openConnection" };
const list: Handling = { gravity: "problem", remedy: "refreshList" };

export const handling: Readonly<Record<ErrorCode, Handling>> = {
  wrongKey: key,
  notAllowed: key,
  wrongWorkspace: connection,
  agentNotFound: list,
  mediaNotFound: byHand,
  alreadyExists: byHand,
  refusedValues: byHand,
  rateLimited: again,
  paymentRequired: again,
  systemFault: again,
  unexpectedStatus: again,
  unreachable: again,
  timedOut: again,
  tlsProblem: again,
  plainHttpRefused: connection,
  invalidAddress: connection,
  unreadableAnswer: again,
  anotherAgent: list,
  listTooLong: list,
  unclearOutcome: again,
  cancelled: { gravity: "notice", remedy: "none" },
  unsupported: byHand,
  keychainMissing: again,
  keychainLocked: again,
  keychainFault: again,
  credentialMissing: key,
  credentialForOtherAddress: connection,
  credentialTooLong: byHand,
  credentialMalformed: byHand,
  connectionNotFound: byHand,
  connectionIncomplete: connection,
  alreadyAdded: byHand,
  notOffered: connection,
  secretUnknown: byHand,
  fileEmpty: byHand,
  fileUnreadable: byHand,
  fileTooLarge: byHand,
  notAPicture: byHand,
  heicPicture: byHand,
  pictureTooLarge: byHand,
  notASound: byHand,
  soundTooLong: byHand,
  nothingLeft: byHand,
  noSoundDevice: again,
  noMicrophone: again,
  microphoneRefused: again,
  microphoneBusy: again,
  uploadExpired: again,
  uploadTooLarge: byHand,
  uploadTooSmall: byHand,
  uploadTypeRefused: byHand,
  uploadRefused: again,
  uploadStalled: again,
  diskFull: again,
  storageFault: again,
  sampleFault: again,
  invalidEdits: byHand,
  cannotUndo: byHand,
  superseded: byHand,
  alreadySent: byHand,
  internal: again,
};
