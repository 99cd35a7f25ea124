// The least that a client can do: make a draft, send the files, twelve at a time, publish. Nothing is checked, nothing
// is tried again. Usage: floor.mjs API REPOSITORY TAG FILE...   TOKEN and NODE_EXTRA_CA_CERTS from the environment.
import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { basename } from "node:path";

const [api, repository, tag, ...files] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 12 });
const headers = { authorization: `token ${process.env.TOKEN}`, "user-agent": "floor" };

function call(method, url, body, type = "application/json") {
  return new Promise((done, fail) => {
    const length = Buffer.byteLength(body);
    const how = { method, agent, headers: { ...headers, "content-type": type, "content-length": length } };
    const sent = request(url, how, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => (answer.statusCode < 300 ? done(JSON.parse(text)) : fail(new Error(text))));
    });
    sent.on("error", fail).end(body);
  });
}

const make = JSON.stringify({ tag_name: tag, name: tag, draft: true });
const draft = await call("POST", `${api}/repos/${repository}/releases`, make);
const [to] = draft.upload_url.split("{");
const queue = files.values();
async function worker() {
  for (const file of queue)
    await call("POST", `${to}?name=${basename(file)}`, await readFile(file), "application/octet-stream");
}
await Promise.all(Array.from({ length: 12 }, worker));
await call("PATCH", `${api}/repos/${repository}/releases/${draft.id}`, JSON.stringify({ draft: false }));
agent.destroy();
