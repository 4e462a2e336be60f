/** The coverage board, in the states it can be in. */
const place = { screen: "coverage", connection: "northwind" };
const moment = { name: "Coverage on Wednesday", exact: true };

export const coveragePlaces = [
  {
    name: "coverage",
    place,
    act: (page) => page.getByRole("slider", moment).click({ position: { x: 420, y: 16 } }),
  },
  {
    name: "coverage-gap",
    place,
    act: (page) => page.getByRole("slider", moment).click({ position: { x: 12, y: 16 } }),
  },
  { name: "coverage-many", place, scene: { agents: 1240, pageSize: 300 } },
  {
    name: "coverage-table",
    place,
    act: (page) => page.getByRole("button", { name: "Show as a table" }).click(),
  },
  { name: "coverage-empty", place, scene: { agents: 0 } },
  { name: "coverage-failed", place, scene: { failing: { coverage: "internal" } } },
];
