import { describe, expect, it } from "vitest";
import { bird, connection, descriptions } from "../../dev/fixtures";
import {
  type ConnectionForm,
  complain,
  complaintAboutAgentKey,
  connectionDraft,
  emptyForm,
  formOf,
  leftBehind,
  sameForm,
} from "./form";

const full: ConnectionForm = {
  name: "Northwind",
  values: {
    workspaceId: "6f1c0d5e-3c1a-4d0e-9f52-0e2b1a7c9d11",
    authScheme: "accessKey",
    baseUrl: "https://api.bird.com",
  },
  credential: "example",
};
const at = (baseUrl: string) =>
  complain(bird, { ...full, values: { ...full.values, baseUrl } }, false).baseUrl?.id;

describe("the connection form", () => {
  it("begins with what the system proposes, so that rarely used fields need no visit", () => {
    expect(emptyForm(bird).values).toEqual({
      workspaceId: "",
      authScheme: "accessKey",
      baseUrl: "https://api.bird.com",
    });
  });
  it("has nothing against a full form", () => {
    expect(complain(bird, full, false)).toEqual({});
  });
  it("names every field that is missing", () => {
    const complaints = complain(bird, emptyForm(bird), false);
    expect(Object.keys(complaints).sort()).toEqual(["credential", "name", "workspaceId"]);
  });
  it("does not ask again for a key that is stored", () => {
    expect(complain(bird, { ...full, credential: "" }, true)).toEqual({});
  });
  it("keeps the key from travelling readable", () => {
    expect(at("http://api.bird.com")).toBe("connect.notHttps");
    expect(at("http://127.0.0.1:4010")).toBeUndefined();
    expect(at("http://localhost.example.com")).toBe("connect.notHttps");
    expect(at("ftp://api.bird.com")).toBe("connect.notAddress");
    expect(at("api.bird.com")).toBe("connect.notAddress");
  });
  it("measures a key in bytes, as keychains do", () => {
    const long = complain(bird, { ...full, credential: "é".repeat(1025) }, false);
    expect(long.credential?.id).toBe("connect.tooLong");
  });
  it("says beside the field that a key has no line breaks or letters that nobody sees", () => {
    for (const credential of [
      "exa\nmple",
      "exa\r\nX-Evil: 1",
      "exa\0mple",
      "\u202eexample",
      "exa\u200bmple",
      "clé",
    ]) {
      expect(complain(bird, { ...full, credential }, false).credential?.id, credential).toBe(
        "connect.notKey",
      );
    }
    expect(complain(bird, { ...full, credential: "example\n" }, false)).toEqual({});
    expect(complain(bird, { ...full, credential: "a".repeat(2048) }, false)).toEqual({});
    expect(complain(bird, { ...full, credential: "a".repeat(2049) }, false).credential?.id).toBe(
      "connect.tooLong",
    );
  });
  it("asks for no key where the system works without one, and for no agents' keys", () => {
    const raia = descriptions.find((system) => system.id === "raia");
    if (raia === undefined) {
      throw new Error("no raia");
    }
    const form = { ...emptyForm(raia), name: "Assistants" };
    expect(complain(raia, form, false)).toEqual({});
    expect(Object.keys(connectionDraft(raia, form).values)).toEqual(["baseUrl"]);
    expect(complaintAboutAgentKey(raia, "")?.id).toBe("connect.missing");
    expect(complaintAboutAgentKey(raia, "é".repeat(1025))?.id).toBe("connect.tooLong");
  });
  it("never puts the key among the values that are stored", () => {
    expect(JSON.stringify(connectionDraft(bird, full))).not.toContain("example");
  });
  it("knows an unchanged form from a changed one", () => {
    const stored = formOf(bird, {
      id: "c",
      system: "bird",
      name: full.name,
      values: { ...full.values },
      sample: false,
    });
    expect(sameForm(stored, { ...full, credential: "" })).toBe(true);
    expect(sameForm(stored, { ...full, credential: "", name: "Other" })).toBe(false);
  });
});

describe("a form that leads to another address", () => {
  const leads = (baseUrl: string, view = connection) => {
    const form = formOf(bird, view.connection);
    return leftBehind(bird, view, { ...form, values: { ...form.values, baseUrl } });
  };
  it("leaves the key where it was given for", () => {
    for (const other of ["https://evil.example", "https://api.bird.com:8443", "http://127.0.0.1:4010"]) {
      expect(leads(other), other).toEqual({ origin: "https://api.bird.com", key: true, agentKeys: 0 });
    }
  });
  it("needs no key for another path, and none for half an address", () => {
    for (const same of ["https://api.bird.com/v2", "https://API.bird.com:443", "https:", ""]) {
      expect(leads(same), same).toBeUndefined();
    }
  });
  it("takes the key along to where it belongs, when the kept address is the wrong one", () => {
    const values = { ...connection.connection.values, baseUrl: "https://evil.example" };
    const edited = {
      ...connection,
      credential: "otherAddress",
      connection: { ...connection.connection, values },
    } as const;
    expect(leads("https://api.bird.com", edited)).toBeUndefined();
    expect(leads("https://other.example", edited)?.key).toBe(true);
  });
  it("counts the agents' keys that stay, and asks for none that is not there", () => {
    const agentKeys = [{ id: "key-1", agent: "a", name: "Robin" }];
    const keyless = {
      connection: { ...connection.connection, agentKeys },
      credential: "notNeeded",
      credentialOrigin: null,
    } as const;
    expect(leads("https://evil.example", keyless)).toEqual({
      origin: "https://api.bird.com",
      key: false,
      agentKeys: 1,
    });
    expect(leads("https://evil.example", { ...connection, credential: "missing" })).toBeUndefined();
  });
});
