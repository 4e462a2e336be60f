/** The texts of every system. A new system is one file in each language, and is listed here. */
import { bird as birdEn } from "./en/bird";
import { diga as digaEn } from "./en/diga";
import { hmsSovereign as hmsSovereignEn } from "./en/hmsSovereign";
import { messageflow as messageflowEn } from "./en/messageflow";
import { raia as raiaEn } from "./en/raia";
import { bird as birdEs } from "./es/bird";
import { diga as digaEs } from "./es/diga";
import { hmsSovereign as hmsSovereignEs } from "./es/hmsSovereign";
import { messageflow as messageflowEs } from "./es/messageflow";
import { raia as raiaEs } from "./es/raia";
import { bird as birdNl } from "./nl/bird";
import { diga as digaNl } from "./nl/diga";
import { hmsSovereign as hmsSovereignNl } from "./nl/hmsSovereign";
import { messageflow as messageflowNl } from "./nl/messageflow";
import { raia as raiaNl } from "./nl/raia";

export const systemTexts = {
  en: { ...birdEn, ...digaEn, ...hmsSovereignEn, ...messageflowEn, ...raiaEn },
  es: { ...birdEs, ...digaEs, ...hmsSovereignEs, ...messageflowEs, ...raiaEs },
  nl: { ...birdNl, ...digaNl, ...hmsSovereignNl, ...messageflowNl, ...raiaNl },
} as const;
