import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Providers } from "../app/Providers";
import { createQueries } from "../app/queries";
import { type CallboardError, CallboardFailure } from "../bridge";
import { languages, speak } from "../i18n";
import { en } from "../i18n/en";
import { es } from "../i18n/es";
import { nl } from "../i18n/nl";
import { describeError, wordsOf } from "./describe";
import { doneOf } from "./done";
import { ErrorNotice } from "./ErrorNotice";

const failed = (done?: unknown) =>
  new CallboardFailure({
    code: "timedOut",
    system: "bird",
    operation: "updateAgent",
    status: null,
    field: null,
    retryAfterSeconds: null,
    requestId: null,
    detail: null,
    context: {},
    ...(done === undefined ? {} : { done }),
  } as CallboardError);

const promises = {
  en: /\bnothing (further |more )?(was|is|has been) (changed|sent|added|created|stored|saved)|not changed|unchanged|so nothing|looked for and/i,
  es: /no se ha (cambiado|enviado|añadido|creado|guardado) nada|no ha cambiado|así que no se ha|se ha buscado/i,
  nl: /(niets|verder niets) (is )?(gewijzigd|verzonden|toegevoegd|aangemaakt|opgeslagen)|niet gewijzigd|is gezocht/i,
};

describe("how far a change got", () => {
  it.each([
    ["en", en],
    ["es", es],
    ["nl", nl],
  ] as const)(
    "is promised by no text about an error in %s: the error itself knows",
    (language, catalogue) => {
      const promising = Object.entries(catalogue).filter(
        ([id, message]) =>
          id.startsWith("error.") && !id.startsWith("error.done.") && promises[language].test(message),
      );
      expect(promising, "an admin would be told that nothing was changed where something was").toEqual([]);
      // The scan itself finds such a promise.
      expect(promises[language].test(catalogue["error.done.no"])).toBe(true);
    },
  );

  it.each(["no", "yes", "partly", "unclear"] as const)("is said in words in every language: %s", (done) => {
    for (const language of languages) {
      speak(language);
      const described = describeError(failed(done));
      expect(described.done).toMatch(/^\p{Lu}.{8,}\.$/u);
      expect(wordsOf(described, true)).toContain(described.done ?? "-");
      expect(wordsOf(described, false)).not.toContain(described.done ?? "-");
    }
    speak("en");
  });

  it("is not made up where the error does not say", () => {
    for (const odd of [undefined, null, "later", 1]) {
      expect(doneOf(failed(odd).error)).toBeUndefined();
    }
    expect(describeError(new Error("x")).done).toBeUndefined();
  });

  it("is said of a change and not of something that was only read", () => {
    speak("en");
    const view = (change: boolean) => (
      <Providers client={createQueries()}>
        <ErrorNotice error={failed("unclear")} change={change} />
      </Providers>
    );
    const { rerender } = render(view(false));
    expect(screen.getByRole("alert").textContent).not.toContain("may have been done");
    rerender(view(true));
    expect(screen.getByRole("alert").textContent).toContain("It may have been done");
  });
});
