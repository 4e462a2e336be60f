/** Turns whatever was thrown into words. Never "[object Object]", never a bare code. */
import { type CallboardError, CallboardFailure, type ErrorCode, ownError } from "../bridge";
import { type TextValues, text } from "../i18n";
import { doneOf } from "./done";
import { type Handling, handling } from "./table";

export interface Described extends Handling {
  readonly code: ErrorCode;
  readonly title: string;
  readonly meaning: string;
  readonly action: string;
  /** How far it got, in words; only worth saying of a change. Nothing where the error does not say. */
  readonly done: string | undefined;
  /** The technical part, one fact a line. Holds no secret: the core leaves them out. */
  readonly technical: string;
  readonly field: string | null;
  readonly retryAfterSeconds: number | null;
}

function bytes(value: string): string {
  const size = Number(value);
  if (!Number.isFinite(size)) {
    return value;
  }
  const units = ["B", "kB", "MB", "GB"];
  const step = size <= 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  const shown = size / 1000 ** step;
  return `${shown >= 10 ? Math.round(shown) : Math.round(shown * 10) / 10} ${units[step]}`;
}

/** An ending such as `avif` is written as people know it; names such as "JPEG (lossless)" are that already. */
function nameOfFormat(format: string | undefined): string {
  if (format === undefined) {
    return "none";
  }
  return /^[a-z0-9]+$/.test(format) ? format.toUpperCase() : format;
}

function valuesFor(error: CallboardError): TextValues {
  const { maximum, maximumSeconds, minimum, allowed, media, name, format, storageCode, origin } =
    error.context;
  const { fault, maximumChannels, maximumSampleRate } = error.context;
  const size = (value: string | undefined) => {
    if (value === undefined) {
      return "none";
    }
    return error.code === "credentialTooLong" || error.code === "pictureTooLarge" ? value : bytes(value);
  };
  return {
    ...error.context,
    done: error.done ?? "unclear",
    maximum: size(maximum),
    maximumSeconds: maximumSeconds ?? "none",
    minimum: size(minimum),
    allowed: allowed ?? "none",
    media: media ?? "none",
    name: name ?? "none",
    origin: origin ?? "none",
    format: nameOfFormat(format),
    fault: fault ?? "none",
    maximumChannels: maximumChannels ?? "none",
    maximumSampleRate: maximumSampleRate ?? "none",
    storageCode: storageCode ?? "none",
  };
}

function technicalOf(error: CallboardError): string {
  const facts: [string, string | number | null][] = [
    ["code", error.code],
    ["done", doneOf(error) ?? null],
    ["system", error.system],
    ["operation", error.operation],
    ["status", error.status],
    ["field", error.field],
    ["request", error.requestId],
    ["detail", error.detail],
    ...Object.entries(error.context),
  ];
  return facts
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** What was thrown, as the structured error it is or the defect it must be. */
export function toError(thrown: unknown): CallboardError {
  if (thrown instanceof CallboardFailure) {
    return thrown.error;
  }
  const detail =
    thrown instanceof Error
      ? `${thrown.name}: ${thrown.message}`
      : typeof thrown === "string"
        ? thrown
        : JSON.stringify(thrown);
  return ownError("internal", { detail });
}

export function describeError(thrown: unknown): Described {
  const error = toError(thrown);
  // A newer core may send a code this window does not know yet.
  const code: ErrorCode = Object.hasOwn(handling, error.code) ? error.code : "internal";
  const values = valuesFor(error);
  const done = doneOf(error);
  return {
    code,
    ...handling[code],
    title: text(`error.${code}.title`, values),
    meaning: text(`error.${code}.meaning`, values),
    action: text(`error.${code}.action`, values),
    done: done === undefined ? undefined : text(`error.done.${done}`),
    technical: technicalOf(error),
    field: error.field,
    retryAfterSeconds: error.retryAfterSeconds,
  };
}

/** What it means, how far it got, and what to do, as one text. */
export function wordsOf({ meaning, done, action }: Described, change: boolean): string {
  return [meaning, change ? done : undefined, action].filter((part) => part !== undefined).join(" ");
}
