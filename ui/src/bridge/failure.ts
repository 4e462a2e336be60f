/** How a refused command reaches the rest of the program: one error class that keeps the structured error. */
import type { CallboardError, ErrorCode } from "./bindings";

export class CallboardFailure extends Error {
  override readonly name = "CallboardFailure";
  constructor(readonly error: CallboardError) {
    super(error.code);
  }
}

/** An error that the window itself tells: of what the core says beside the code, only what is given. */
export function ownError(code: ErrorCode, told: Partial<CallboardError> = {}): CallboardError {
  return {
    code,
    system: null,
    operation: null,
    status: null,
    field: null,
    retryAfterSeconds: null,
    requestId: null,
    detail: null,
    context: {},
    ...told,
  };
}

type Answer<Value, Failure> = { status: "ok"; data: Value } | { status: "error"; error: Failure };

function isCallboardError(value: unknown): value is CallboardError {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "code") === "string";
}

/** The value of a command, or a thrown CallboardFailure. */
export async function unwrap<Value>(answer: Promise<Answer<Value, unknown>>): Promise<Value> {
  const result = await answer;
  if (result.status === "ok") {
    return result.data;
  }
  if (isCallboardError(result.error)) {
    throw new CallboardFailure(result.error);
  }
  throw new Error(typeof result.error === "string" ? result.error : JSON.stringify(result.error));
}
