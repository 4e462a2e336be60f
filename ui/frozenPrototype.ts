import type { Plugin } from "vite";

/** What moment, which date-holidays counts with, sets on its own prototypes. */
const assignment = /\b(proto(?:\$\d+)?|a)\.(toString|valueOf) = ([\w$.]+);/g;

/**
 * The program freezes the prototype of all objects in its window. In strict code that forbids `object.toString = …`; a property that
 * is defined instead is allowed and does the same. A newer moment that is written otherwise fails the build instead of the window.
 */
export function frozenPrototype(): Plugin {
  return {
    name: "frozen-prototype",
    transform(code, id) {
      if (!/node_modules\/moment\/(dist\/)?moment\.js(\?|$)/.test(id)) {
        return undefined;
      }
      let count = 0;
      const defined = code.replace(assignment, (_, object: string, name: string, value: string) => {
        count += 1;
        return `Object.defineProperty(${object}, "${name}", { value: ${value}, writable: true, enumerable: true, configurable: true });`;
      });
      if (count !== 6) {
        this.error(`moment sets ${count} of the 6 known properties: look at ui/frozenPrototype.ts.`);
      }
      return { code: defined, map: null };
    },
  };
}
