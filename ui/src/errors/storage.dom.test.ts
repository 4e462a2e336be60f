import { afterEach, describe, expect, it } from "vitest";
import { CallboardFailure, type ErrorCode } from "../bridge";
import { languages, speak } from "../i18n";
import { describeError } from "./describe";

/** What storage says, the code the core makes of it, and what it knows besides; crates/media/tests/upload.rs has the other half. */
const refusals: readonly [string, ErrorCode, Record<string, string>][] = [
  ["too large", "uploadTooLarge", { maximum: "5000000", storageCode: "EntityTooLarge" }],
  ["too large, no limit told", "uploadTooLarge", {}],
  ["too small", "uploadTooSmall", { minimum: "3", storageCode: "EntityTooSmall" }],
  ["too small, no limit told", "uploadTooSmall", {}],
  ["the form expired", "uploadExpired", { storageCode: "AccessDenied" }],
  ["another type", "uploadTypeRefused", { allowed: "audio/", storageCode: "InvalidPolicyDocument" }],
  ["a condition that failed", "uploadRefused", { storageCode: "InvalidPolicyDocument" }],
  ["access denied", "uploadRefused", { storageCode: "AccessDenied" }],
  ["a wrong signature", "uploadRefused", { storageCode: "SignatureDoesNotMatch" }],
  ["an argument it does not know", "uploadRefused", { storageCode: "InvalidArgument" }],
  ["a form it cannot read", "uploadRefused", { storageCode: "MalformedPOSTRequest" }],
  ["a code nobody knows", "uploadRefused", { storageCode: "SomethingNew" }],
  ["no answer that can be read", "uploadRefused", {}],
  ["it waited too long", "uploadStalled", { storageCode: "RequestTimeout" }],
  ["a problem of its own", "systemFault", { storageCode: "SlowDown" }],
];

const said = (code: ErrorCode, context: Record<string, string>) =>
  describeError(
    new CallboardFailure({
      code,
      system: "bird",
      operation: null,
      status: 400,
      field: null,
      retryAfterSeconds: null,
      requestId: null,
      detail: null,
      context,
    }),
  );

describe("a refusal of the storage", () => {
  afterEach(() => speak("en"));

  for (const language of languages) {
    it.each(refusals)(`is a sentence with a next step in ${language}: %s`, (_, code, context) => {
      speak(language);
      const { title, meaning, action } = said(code, context);
      for (const words of [title, meaning, action]) {
        expect(words).toMatch(/\p{Lu}.{8,}/u);
        expect(words).not.toMatch(/[{}]|\bnone\b|undefined|error\.|[a-z][A-Z]/);
      }
      expect(action).toMatch(/\.$/);
    });
  }

  it("says more than that it refused where storage says why", () => {
    const meanings = [
      "InvalidPolicyDocument",
      "AccessDenied",
      "SignatureDoesNotMatch",
      "InvalidArgument",
      "x",
    ];
    const different = new Set(meanings.map((storageCode) => said("uploadRefused", { storageCode }).meaning));
    expect(different.size).toBe(meanings.length);
  });
});
