import { describe, expect, it } from "vitest";
import { holdsMasked, holdsMaskedPart } from "./masked";

describe("a part of a text that is a secret", () => {
  it("is told, so that nobody takes what stands for it for a mistake and overwrites it", () => {
    expect(holdsMaskedPart("https://$masked-0123456789abcdef$@host/")).toBe(true);
    expect(holdsMaskedPart("say $masked$ slowly")).toBe(true);
    expect(holdsMasked({ deep: ["https://$masked-0123456789abcdef$@host/"] })).toBe(true);
    for (const text of ["$masked", "masked", "$masked-0123$", ""]) {
      expect(holdsMaskedPart(text)).toBe(false);
    }
  });
});
