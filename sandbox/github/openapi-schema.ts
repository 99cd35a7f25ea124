export type Json = Readonly<Record<string, unknown>>;

function follow(description: Json, pointer: string): unknown {
  const steps = pointer.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>((at, step) => {
    const key = step.replace(/~1/g, "/").replace(/~0/g, "~");
    return typeof at === "object" && at !== null ? (at as Json)[key] : undefined;
  }, description);
}

/** `nullable` of OpenAPI 3.0 says nothing to a JSON Schema validator unless it is spelled out. */
function spellNullable(schema: Json): Json {
  if (schema.nullable !== true) return schema;
  return { anyOf: [{ type: "null" }, { ...schema, nullable: undefined }] };
}

/**
 * Puts every `$ref` of a part of the description in its place. A reference to something already being put in place
 * (none of the operations used here has one) becomes the schema that accepts everything.
 */
export function inlineSchema(description: Json, value: unknown, open: readonly string[] = []): Json {
  const walk = (part: unknown, seen: readonly string[]): unknown => {
    if (Array.isArray(part)) return part.map((item) => walk(item, seen));
    if (typeof part !== "object" || part === null) return part;
    const reference = (part as Json).$ref;
    if (typeof reference === "string") {
      return seen.includes(reference) ? {} : walk(follow(description, reference), [...seen, reference]);
    }
    const entries = Object.entries(part).filter(([key]) => key !== "example" && key !== "examples");
    return spellNullable(Object.fromEntries(entries.map(([key, item]) => [key, walk(item, seen)])));
  };
  return walk(value, open) as Json;
}
