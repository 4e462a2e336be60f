/** Holds the documents that edits began from, as the core does: what answers behind it sees documents, not numbers. */
import type { Base, BaseId, Value as JsonValue } from "../src/bridge/bindings";

type Core = (command: string, args: unknown) => unknown;
type Members = Record<string, JsonValue>;

/** Around a mocked core. */
export function mockBases(core: Core): Core {
  const documents = new Map<BaseId, JsonValue>();
  const hold = (base: Base): BaseId | null => {
    const held = base.kind === "whole" ? base.document : documents.get(base.from);
    if (held === undefined) {
      return null;
    }
    const id = documents.size + 1;
    if (base.kind === "whole") {
      documents.set(id, held);
    } else {
      const kept = Object.entries(held as Members).filter(([name]) => !base.gone.includes(name));
      documents.set(id, { ...Object.fromEntries(kept), ...(base.members as Members) });
    }
    return id;
  };
  const resolved = (of: unknown): unknown => {
    const { base } = of as { base: BaseId };
    return { ...(of as object), base: documents.get(base) ?? null };
  };
  return (command, args) => {
    switch (command) {
      case "hold_base":
        return hold((args as { base: Base }).base);
      case "check_edits":
        return core(command, resolved(args));
      case "keep_draft": {
        const answer = core(command, { draft: resolved((args as { draft: unknown }).draft) });
        // Whatever a scene answers, the document is still held.
        return answer instanceof Promise ? answer.then(() => true) : true;
      }
      case "save_agent":
        return core(command, {
          ...(args as object),
          request: resolved((args as { request: unknown }).request),
        });
      default:
        return core(command, args);
    }
  };
}
