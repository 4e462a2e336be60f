import { describe, expect, it } from "vitest";
import { descriptions } from "../../dev/fixtures";
import { onlyFieldsOf } from "./unread";

describe("the page of an agent that cannot be read", () => {
  it("shows what was edited and says nothing of the rest, which nobody knows", () => {
    const bird = descriptions.find(({ id }) => id === "bird");
    if (bird === undefined) {
      throw new Error("Bird is not described");
    }
    const { sections } = onlyFieldsOf(bird, ["/name"]);
    const fields = sections.flatMap(({ groups }) => groups.flatMap((group) => group.fields));
    expect(fields.map(({ pointer }) => pointer)).toEqual(["/name"]);
    const hours = bird.sections.find(({ kind }) => kind === "hours");
    const schedule = hours?.groups
      .flatMap((group) => group.fields)
      .find(({ control }) => control.kind === "schedule");
    expect(onlyFieldsOf(bird, [schedule?.pointer ?? ""]).sections).toEqual([hours]);
  });
});
