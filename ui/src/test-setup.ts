import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// A busy machine is slow; a test that waits for what never comes still fails. Effects run twice, as in development: one that
// cannot be undone shows here.
configure({ asyncUtilTimeout: 10_000, reactStrictMode: true });

// happy-dom draws nothing: what Mantine and the virtual list measure is answered here.
Object.defineProperty(window, "matchMedia", {
  writable: true,
  value: (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }),
});
for (const size of ["clientHeight", "clientWidth", "offsetHeight", "offsetWidth"]) {
  Object.defineProperty(HTMLElement.prototype, size, { configurable: true, value: 400 });
}
HTMLElement.prototype.scrollIntoView = () => undefined;
// Text fields that grow ask whether the fonts are there.
if (!("fonts" in document)) {
  Object.defineProperty(document, "fonts", {
    value: {
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      ready: Promise.resolve(),
    },
  });
}
