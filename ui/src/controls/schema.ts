/** A JSON Schema of an object with plain properties, as rows of what to find out; and back, with everything else kept. */

import type { JsonValue } from "../bridge";
import { isMembers, type Members } from "../bridge/members";

export const detailKinds = ["text", "number", "yesNo", "oneOf", "texts"] as const;
export type DetailKind = (typeof detailKinds)[number];

export interface Detail {
  readonly name: string;
  readonly kind: DetailKind;
  readonly description: string;
  readonly values: readonly string[];
  readonly required: boolean;
  /** The property as it was read, for what a row does not show. */
  readonly rest: Members;
}

const texts = (value: JsonValue | undefined): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

/** A kind that may also be missing is that kind: `["string", "null"]` is a text. */
function withoutNull(type: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(type)) {
    return type;
  }
  const kinds = type.filter((each) => each !== "null");
  return kinds.length === 1 ? kinds[0] : type;
}

function kindOf(property: Members): DetailKind | undefined {
  const { type, enum: values, items } = property;
  // A property that is built from others says more than a row can show.
  const built = ["properties", "anyOf", "oneOf", "allOf", "not", "$ref", "if", "const"];
  if (built.some((key) => key in property)) {
    return undefined;
  }
  if (values !== undefined) {
    return texts(values) && (type === undefined || type === "string") ? "oneOf" : undefined;
  }
  switch (withoutNull(type)) {
    case "string":
      return "text";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "yesNo";
    case "array":
      return isMembers(items) && items.type === "string" && Object.keys(items).length === 1
        ? "texts"
        : undefined;
    default:
      return undefined;
  }
}

/** The rows of a schema; none where rows could not show all of it. */
export function detailsOf(schema: JsonValue): Detail[] | undefined {
  if (schema === null) {
    return [];
  }
  if (!isMembers(schema)) {
    return undefined;
  }
  const { type, properties = {}, required = [] } = schema;
  const named = Object.keys(schema).length === 0 || type === "object";
  if (!named || !isMembers(properties) || !texts(required)) {
    return undefined;
  }
  const details: Detail[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const kind = isMembers(property) ? kindOf(property) : undefined;
    const description = isMembers(property) ? (property.description ?? "") : "";
    if (!isMembers(property) || kind === undefined || typeof description !== "string") {
      return undefined;
    }
    details.push({
      name,
      kind,
      description,
      values: texts(property.enum) ? property.enum : [],
      required: required.includes(name),
      rest: property,
    });
  }
  return required.every((name) => Object.hasOwn(properties, name)) ? details : undefined;
}

function propertyOf({ kind, description, values, rest }: Detail): Members {
  const { description: _words, ...kept } = rest;
  const same = kindOf(rest) === kind;
  const { type: _type, enum: _values, items: _items, ...others } = kept;
  const base: Members = same ? kept : { ...typeOf(kind), ...others };
  return {
    ...base,
    ...(kind === "oneOf" ? { enum: [...values] } : {}),
    ...(description === "" ? {} : { description }),
  };
}

function typeOf(kind: DetailKind): Members {
  switch (kind) {
    case "text":
      return { type: "string" };
    case "number":
      return { type: "number" };
    case "yesNo":
      return { type: "boolean" };
    case "oneOf":
      return { type: "string", enum: [] };
    case "texts":
      return { type: "array", items: { type: "string" } };
  }
}

/** The schema these rows say; `before` lends everything that rows do not show. Nothing where there are no rows. */
export function schemaOf(details: readonly Detail[], before: JsonValue): JsonValue {
  const kept = isMembers(before) ? before : {};
  const { type: _type, properties: _properties, required: _required, ...others } = kept;
  if (details.length === 0 && Object.keys(others).length === 0) {
    return null;
  }
  const required = details.filter((detail) => detail.required).map((detail) => detail.name);
  return {
    ...others,
    type: "object",
    properties: Object.fromEntries(details.map((detail) => [detail.name, propertyOf(detail)])),
    ...(required.length > 0 || kept.required !== undefined ? { required } : {}),
  };
}

export const newDetail: Detail = {
  name: "",
  kind: "text",
  description: "",
  values: [],
  required: false,
  rest: {},
};

/** Whether the schema stands, or a new one will, as the member `schema` of a plan. */
export function isPlan(value: JsonValue, inPlan: boolean): boolean {
  if (!inPlan || !(value === null || isMembers(value))) {
    return false;
  }
  const members = value ?? {};
  const has = (name: string) => Object.hasOwn(members, name);
  return Object.keys(members).length === 0 || (!has("properties") && (has("schema") || has("enabled")));
}

/** The schema in a value of either form. */
export function schemaIn(value: JsonValue, inPlan: boolean): JsonValue {
  return isPlan(value, inPlan) ? ((isMembers(value) ? value.schema : undefined) ?? null) : value;
}

/** The value with another schema, in the form it has; what else a plan holds stays. Nothing where nothing is left. */
export function withSchema(value: JsonValue, schema: JsonValue, inPlan: boolean): JsonValue {
  if (!isPlan(value, inPlan)) {
    return schema;
  }
  const { schema: _before, ...others } = isMembers(value) ? value : {};
  const { enabled = true, ...rest } = others;
  if (schema !== null) {
    return { enabled, schema, ...rest };
  }
  // A plan that is off stays off while its only detail gets another name.
  return Object.keys(rest).length === 0 && enabled !== false ? null : { enabled, ...rest };
}
