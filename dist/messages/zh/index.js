const { readFileSync } = require("node:fs");
const { gunzipSync } = require("node:zlib");

exports.templates = () => JSON.parse(gunzipSync(readFileSync(__dirname + "/catalogue.json.gz")));
