import { gzipSync } from "fflate";
import { ALONE, SENTENCES } from "../src/report/messages/zh";

const PACKED = "catalogue.json.gz";
const CODE = `const { readFileSync } = require("node:fs");
const { gunzipSync } = require("node:zlib");

module.exports = JSON.parse(gunzipSync(readFileSync(__dirname + "/${PACKED}")));
`;

/**
 * The Chinese messages as they lie in dist/messages/zh, by name: data that `zcat` shows, packed to a third of its size,
 * and the lines that read it. fflate packs the same to the same bytes with every Node, which zlib does not.
 */
export function catalogueFiles(): readonly (readonly [string, string | Uint8Array])[] {
  const data = new TextEncoder().encode(`${JSON.stringify({ ALONE, SENTENCES }, undefined, 1)}\n`);
  return [
    [PACKED, gzipSync(data, { level: 9, mtime: 0 })],
    ["index.js", CODE],
  ];
}
