import { describe, expect, it } from "vitest";
import { addRange, noRanges } from "./ranges";
import {
  keepTemplate,
  mostTemplates,
  nameRefusal,
  renameTemplate,
  templateOf,
  templates,
  weekOfTemplate,
  withoutTemplate,
} from "./templates";
import { days } from "./week";

const week = addRange(addRange(noRanges(), "monday", { from: 540, to: 720 }), "sunday", {
  from: 1320,
  to: 1800,
});

describe("templates", () => {
  it("hold ranges that can be stored, each under its own name", () => {
    for (const template of templates) {
      for (const day of days) {
        const range = template.ranges[day];
        expect(
          range === undefined ||
            (range.from < 1440 && range.to > range.from && range.to - range.from <= 1440),
        ).toBe(true);
      }
    }
    expect(new Set(templates.map((each) => each.text)).size).toBe(templates.length);
  });
  it("come back as they were saved", () => {
    expect(weekOfTemplate(templateOf("  Summer   hours ", week))).toEqual(week);
    expect(templateOf("  Summer   hours ", week).name).toBe("Summer hours");
  });
  it("leave out what is no range, and keep the rest", () => {
    const odd = {
      name: "x",
      ranges: [
        { day: "monday" as const, from: 540, to: 720 },
        { day: "monday" as const, from: 720, to: 700 },
        { day: "friday" as const, from: -5, to: 700 },
        { day: "friday" as const, from: 60, to: 60 + 1441 },
        { day: "someday" as "monday", from: 60, to: 90 },
      ],
    };
    expect(weekOfTemplate(odd)).toEqual(addRange(noRanges(), "monday", { from: 540, to: 720 }));
  });
  it("say why a name will not do", () => {
    const kept = [templateOf("Summer", week), templateOf("Winter", week)];
    expect(nameRefusal(kept, "  ")).toBe("empty");
    expect(nameRefusal(kept, "x".repeat(61))).toBe("long");
    expect(nameRefusal(kept, "SUMMER")).toBe("taken");
    expect(nameRefusal(kept, "Sümmer", 0)).toBeUndefined();
    expect(nameRefusal(kept, "Winter", 0)).toBe("taken");
    expect(nameRefusal(kept, "Spring")).toBeUndefined();
    const full = Array.from({ length: mostTemplates }, (_, index) => templateOf(`t${index}`, week));
    expect(nameRefusal(full, "one more")).toBe("full");
  });
  it("replace one of the same name, rename and remove one only", () => {
    const kept = [templateOf("Summer", week), templateOf("Winter", week)];
    expect(keepTemplate(kept, templateOf("summer", noRanges())).map((each) => each.ranges.length)).toEqual([
      0, 2,
    ]);
    expect(keepTemplate(kept, templateOf("Spring", week))).toHaveLength(3);
    expect(renameTemplate(kept, 1, " Autumn ").map((each) => each.name)).toEqual(["Summer", "Autumn"]);
    expect(withoutTemplate(kept, 0).map((each) => each.name)).toEqual(["Winter"]);
  });
});
