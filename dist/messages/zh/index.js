const { readFileSync } = require("node:fs");
const { gunzipSync } = require("node:zlib");

module.exports = JSON.parse(gunzipSync(readFileSync(__dirname + "/catalogue.json.gz")));
