import { describe, expect, it } from "vitest";
import { formatFor } from "../i18n";
import { agentTime, opennessWords, statusWords, townOf } from "./words";

const format = formatFor("en", ["en-GB"]);
// Wednesday afternoon in Madrid, already Thursday morning in Tokyo.
const now = new Date("2026-03-04T15:12:00Z");

describe("when an agent opens", () => {
  it("says only the time when it is today on the agent's own clock", () => {
    expect(agentTime("2026-03-04T22:00:00+01:00", now, format)).toBe("22:00");
    expect(agentTime("2026-03-05T09:00:00+09:00", now, format)).toBe("09:00");
  });
  it("names the weekday within the week", () => {
    expect(agentTime("2026-03-09T09:00:00+01:00", now, format)).toBe("Mon 09:00");
  });
  it("names the date when it is further off, so that two Mondays are not mixed up", () => {
    expect(agentTime("2026-03-16T09:00:00+01:00", now, format)).toMatch(/16/);
  });
  it("shows a moment it cannot read as it is", () => {
    expect(agentTime("soon", now, format)).toBe("soon");
  });
  it("says nothing where hours are not known", () => {
    expect(opennessWords({ kind: "unknown" }, now, format)).toBeUndefined();
  });
});

describe("values nobody documented", () => {
  it("stay readable", () => {
    expect(statusWords("after_hours")).toBe("After hours");
    expect(statusWords("constructor")).toBe("Constructor");
  });
  it("give a town for a zone", () => {
    expect(townOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  });
});
