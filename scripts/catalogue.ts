import { gzipSync } from "fflate";
import type { Template } from "../src/report/messages/candidates";
import { TEMPLATES } from "../src/report/messages/zh";

const PACKED = "catalogue.json.gz";
const CODE = `const { readFileSync } = require("node:fs");
const { gunzipSync } = require("node:zlib");

module.exports = JSON.parse(gunzipSync(readFileSync(__dirname + "/${PACKED}")));
`;

/** JSON with a line for each entry. */
const listed = (templates: readonly Template[]): string =>
  `[\n${templates.map((one) => JSON.stringify(one)).join(",\n")}\n]`;

/**
 * The Chinese messages as they lie in dist/messages/zh, by name: data that `zcat` shows, packed to a quarter of its size,
 * and the lines that read it. fflate packs the same to the same bytes with every Node, which zlib does not.
 */
export function catalogueFiles(): readonly (readonly [string, string | Uint8Array])[] {
  const { sentences, alone } = TEMPLATES;
  const data = new TextEncoder().encode(
    `{"TEMPLATES":{\n"sentences":${listed(sentences)},\n"alone":${listed(alone)}\n}}\n`,
  );
  return [
    [PACKED, gzipSync(data, { level: 9, mtime: 0 })],
    ["index.js", CODE],
  ];
}
