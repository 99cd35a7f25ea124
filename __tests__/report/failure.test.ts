import { expect, it } from "vitest";

import { plainLogger } from "../../src/ci/loggers";
import { readPipeline, shell } from "../../src/ci";
import { PublishError } from "../../src/errors";
import { createRedactor } from "../../src/http";
import { deliverFailure } from "../../src/report/deliver";
import { createLog } from "../../src/report/log";

it.each(["wrong", "expired", "token"])(
  "a failure hides %s in what the server said, and not in the hint",
  async (word) => {
    const written: string[] = [];
    const pages: string[] = [];
    const out = { write: (text: string) => written.push(text) };
    const redactor = createRedactor();
    redactor.add(word);
    const told = await readPipeline({ ci: shell, reason: "" }, { env: {}, out, now: () => 0 });
    const pipeline = { ...told, summarise: (page: string) => Promise.resolve(void pages.push(page)) };
    const log = createLog({ logger: plainLogger(out), redactor, debug: false });
    const hint = "The token is wrong or has expired.";
    const error = new PublishError({ what: "Failed looking.", said: `GET answered 401: bad ${word}`, hint });
    await deliverFailure({ pipeline, redactor, log, error, reached: { started: 0 }, now: 1 });
    expect(written.join("")).toBe(`error: Failed looking.\n  GET answered 401: bad ***\n  ${hint}\n`);
    expect(pages.join("")).toContain(hint);
    expect(pages.join("")).not.toContain(`bad ${word}`);
  },
);
