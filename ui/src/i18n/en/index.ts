import { agents } from "./agents";
import { app } from "./app";
import { birdConnection } from "./birdConnection";
import { common } from "./common";
import { connections } from "./connections";
import { errors } from "./errors";
import { hours } from "./hours";
import { settings } from "./settings";

export const en = {
  ...agents,
  ...app,
  ...birdConnection,
  ...common,
  ...connections,
  ...errors,
  ...hours,
  ...settings,
} as const;
