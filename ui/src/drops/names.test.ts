import { describe, expect, it } from "vitest";
import { fileFor, nameFromFile, showSeconds } from "./names";

describe("a drop's name and file", () => {
  it("is suggested from the file, so that a name has to be typed only when it should differ", () => {
    expect(nameFromFile("welcome_back-2.wav")).toBe("Welcome back 2");
    expect(nameFromFile("After hours.MP3")).toBe("After hours");
    expect(nameFromFile("émile.ogg")).toBe("Émile");
    expect(nameFromFile(".wav")).toBe("");
  });
  it("makes a file name no system refuses, with the ending of what is stored", () => {
    expect(fileFor("A/B: hello?", "https://media.example.com/a/b.mp3?sig=x")).toBe("A B hello.mp3");
    expect(fileFor("..", "media/42")).toBe("drop.wav");
    expect(fileFor("Ana\u202e gnp.exe", "x.ogg")).toBe("Ana gnp.exe.ogg");
    expect(fileFor("x".repeat(300), "x.wav")).toHaveLength(84);
  });
  it("shows a length as people read it", () => {
    expect([0, 7, 59.6, 90, 3665].map(showSeconds)).toEqual(["0:00", "0:07", "1:00", "1:30", "61:05"]);
  });
});
