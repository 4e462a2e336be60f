import IconSparkles from "@tabler/icons-react/dist/esm/icons/IconSparkles.mjs";
import { useState } from "react";
import { type PictureAddress, pictureUrl } from "../bridge";
import classes from "./PersonPicture.module.css";

interface PersonPictureProps {
  readonly name: string;
  readonly picture: PictureAddress | null;
  readonly kind?: string | null;
  /** Edge in pixels: 36 in lists, 64 in a page's head, 96 where the picture is chosen. */
  readonly size?: 28 | 36 | 64 | 96;
}

/** At most two letters: of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/[([{].*$/u, "")
    .split(/\s+/u)
    .map((word) => word.match(/\p{L}|\p{N}/u)?.[0] ?? "")
    .filter((letter) => letter !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.join("").toLocaleUpperCase();
}

/** One of eight colours, always the same for the same name. */
export function toneOf(name: string): number {
  let sum = 0;
  for (const letter of name) {
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  }
  return (sum % 8) + 1;
}

/** A picture, or initials where there is none or it cannot be shown. The name always stands beside it. */
export function PersonPicture({ name, picture, kind, size = 36 }: PersonPictureProps) {
  const [broken, setBroken] = useState<PictureAddress | null>(null);
  const initials = initialsOf(name);
  if (picture !== null && broken !== picture) {
    return (
      <img
        className={classes.picture}
        data-size={size}
        src={pictureUrl(picture)}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setBroken(picture)}
      />
    );
  }
  return (
    <span className={classes.picture} data-size={size} data-tone={toneOf(name)} aria-hidden>
      {isBot(kind) || initials === "" ? <IconSparkles size={size / 2} stroke={1.5} /> : initials}
    </span>
  );
}

/** Systems say "bot", "aiAgent", "voice" and the like for what is not a person. */
export function isBot(kind: string | null | undefined): boolean {
  return kind !== null && kind !== undefined && /bot|\bai\b|voice|assistant/i.test(kind);
}
