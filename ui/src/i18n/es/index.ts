import type { Catalogue } from "../catalogue";
import { agent } from "./agent";
import { agents } from "./agents";
import { app } from "./app";
import { avatar } from "./avatar";
import { bird } from "./bird";
import { birdConnection } from "./birdConnection";
import { common } from "./common";
import { connections } from "./connections";
import { drops } from "./drops";
import { errors } from "./errors";
import { findings } from "./findings";
import { hours } from "./hours";
import { settings } from "./settings";

export const es: Catalogue = {
  ...agent,
  ...agents,
  ...app,
  ...avatar,
  ...bird,
  ...birdConnection,
  ...common,
  ...connections,
  ...drops,
  ...errors,
  ...findings,
  ...hours,
  ...settings,
};
