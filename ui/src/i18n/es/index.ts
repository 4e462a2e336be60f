import type { Catalogue } from "../catalogue";
import { systemTexts } from "../systems";
import { activity } from "./activity";
import { agent } from "./agent";
import { agents } from "./agents";
import { app } from "./app";
import { avatar } from "./avatar";
import { changes } from "./changes";
import { closing } from "./closing";
import { common } from "./common";
import { connections } from "./connections";
import { copying } from "./copying";
import { coverage } from "./coverage";
import { drops } from "./drops";
import { errors } from "./errors";
import { findings } from "./findings";
import { forms } from "./forms";
import { history } from "./history";
import { holidays } from "./holidays";
import { hours } from "./hours";
import { settings } from "./settings";

export const es: Catalogue = {
  ...activity,
  ...agent,
  ...agents,
  ...app,
  ...avatar,
  ...closing,
  ...changes,
  ...common,
  ...connections,
  ...copying,
  ...coverage,
  ...drops,
  ...errors,
  ...findings,
  ...forms,
  ...history,
  ...holidays,
  ...hours,
  ...settings,
  ...systemTexts.es,
};
