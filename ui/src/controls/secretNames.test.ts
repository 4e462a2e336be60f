import { describe, expect, it } from "vitest";
import { isSecretName } from "./secretNames";

const words = ["authorization", "token", "secret", "api_key", "pin"];

describe("the name of a secret", () => {
  it.each([
    "X-Api-Key",
    "apiKey",
    "APIKey",
    "AUTHORIZATION",
    "client_secret",
    "clientsecret",
    "Token",
    "api_key2",
  ])("is known however it is written, or what was typed would be read aloud: %s", (name) =>
    expect(isSecretName(name, words)).toBe(true),
  );
  it.each(["keyterms", "max_tokens", "spin", "secret_id", "monkey"])("is not taken for another: %s", (name) =>
    expect(isSecretName(name, words)).toBe(false),
  );
});
