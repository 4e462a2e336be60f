import type { CSSProperties } from "react";
import type { SystemDescription } from "../bridge";

/** The colour of a system as the style sheets of its mark use it. */
export function systemColour({ colour: { red, green, blue } }: SystemDescription): CSSProperties {
  return { "--system": `rgb(${red} ${green} ${blue})` } as CSSProperties;
}
