import { gzipSync } from "fflate";
import type { Template } from "../src/report/messages/candidates";
import { templates } from "../src/report/messages/zh";

const PACKED = "catalogue.json.gz";
const CODE = `const { readFileSync } = require("node:fs");
const { gunzipSync } = require("node:zlib");

exports.templates = () => JSON.parse(gunzipSync(readFileSync(__dirname + "/${PACKED}")));
`;

/** JSON with a line for each entry. */
const listed = (templates: readonly Template[]): string =>
  `[\n${templates.map((one) => JSON.stringify(one)).join(",\n")}\n]`;

/**
 * The Chinese messages as they lie in dist/messages/zh, by name: data that `zcat` shows, packed to a quarter of its size,
 * and the lines that read it. fflate packs the same to the same bytes with every Node, which zlib does not.
 */
export function catalogueFiles(): readonly (readonly [string, string | Uint8Array])[] {
  const { sentences, alone } = templates();
  const data = new TextEncoder().encode(`{"sentences":${listed(sentences)},\n"alone":${listed(alone)}}\n`);
  return [
    [PACKED, gzipSync(data, { level: 9, mtime: 0 })],
    ["index.js", CODE],
  ];
}
