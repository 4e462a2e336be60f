import { activity } from "./activity";
import { agent } from "./agent";
import { agents } from "./agents";
import { app } from "./app";
import { avatar } from "./avatar";
import { bird } from "./bird";
import { birdConnection } from "./birdConnection";
import { changes } from "./changes";
import { closing } from "./closing";
import { common } from "./common";
import { connections } from "./connections";
import { copying } from "./copying";
import { coverage } from "./coverage";
import { diga } from "./diga";
import { drops } from "./drops";
import { errors } from "./errors";
import { findings } from "./findings";
import { forms } from "./forms";
import { history } from "./history";
import { hmsSovereign } from "./hmsSovereign";
import { holidays } from "./holidays";
import { hours } from "./hours";
import { messageflow } from "./messageflow";
import { raia } from "./raia";
import { settings } from "./settings";

export const en = {
  ...activity,
  ...agent,
  ...agents,
  ...app,
  ...avatar,
  ...bird,
  ...birdConnection,
  ...closing,
  ...changes,
  ...common,
  ...connections,
  ...copying,
  ...coverage,
  ...diga,
  ...drops,
  ...errors,
  ...findings,
  ...forms,
  ...hmsSovereign,
  ...history,
  ...holidays,
  ...hours,
  ...messageflow,
  ...raia,
  ...settings,
} as const;
