// The least that a client can do: get the files, twelve at a time, and write them. Nothing is checked, nothing is tried
// again. Usage: download.mjs FOLDER CONFIG   CONFIG as for download.sh; TOKEN and CA from the environment.
import { Buffer } from "node:buffer";
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { Agent, get } from "node:https";
import { join } from "node:path";

const [folder, config] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 12, ca: readFileSync(process.env.CA) });
const headers = {
  authorization: `token ${process.env.TOKEN}`,
  accept: "application/octet-stream",
  "user-agent": "floor",
};

async function download([, url, name]) {
  const answer = await new Promise((done, fail) => get(url, { agent, headers }, done).on("error", fail));
  const file = openSync(join(folder, name), "w");
  // Chunks of 16 KiB are gathered: a write of each would take half as long again.
  const buffer = Buffer.allocUnsafe(Math.min(Number(answer.headers["content-length"]), 2 ** 20));
  let filled = 0;
  const flush = () => (filled = writeSync(file, buffer, 0, filled) && 0);
  for await (const chunk of answer) {
    if (filled + chunk.length > buffer.length) flush();
    filled += chunk.copy(buffer, filled);
  }
  flush();
  closeSync(file);
}

mkdirSync(folder);
const queue = readFileSync(config, "utf8").matchAll(/url = "(.*)"\noutput = "(.*)"/g);
async function worker() {
  for (const one of queue) await download(one);
}
await Promise.all(Array.from({ length: 12 }, worker));
agent.destroy();
