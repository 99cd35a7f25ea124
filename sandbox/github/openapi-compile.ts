import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import type { FormatsPlugin } from "ajv-formats";
import type { Json } from "./openapi-schema";

// CommonJS with `module.exports = plugin`: loaded as such, every loader (tsx, jest, node) gives the same thing.
const addFormats = createRequire(import.meta.url)("ajv-formats") as FormatsPlugin;

export function compileSchema(schema: Json): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  return ajv.compile(schema);
}
