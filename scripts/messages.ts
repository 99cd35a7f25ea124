import { writeFileSync } from "node:fs";
import { catalogueFor, writeCatalogue } from "./messages/catalogue";
import { PAGE, messagesPage } from "./messages/page";
import { messages } from "./messages/scan";

/**
 * Every message of the program: brings the catalogue of Chinese texts in step with the source (what is new gets an empty
 * entry, what is gone loses its own), and writes docs/messages.md.
 */
const all = messages();
const files = catalogueFor(all);
await writeCatalogue(files);
writeFileSync(PAGE, await messagesPage(all));
const empty = [...files].flatMap(([file, entries]) =>
  [...entries].flatMap(([english, chinese]) =>
    chinese === "" ? [`  src/report/messages/zh/${file}.ts: ${english}`] : [],
  ),
);
if (empty.length > 0) {
  console.error(`Without Chinese, which is to be written there:\n${empty.join("\n")}`);
  process.exitCode = 1;
}
