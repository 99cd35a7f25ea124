import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const packed = readFileSync(new URL("catalogue.json.gz", import.meta.url));
export const { ALONE, SENTENCES } = JSON.parse(gunzipSync(packed));
