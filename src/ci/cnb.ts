import type { Ci } from "./ci";
import { spokenLines } from "./outputs";
import { branchNames, eventFrom, filled, isGone } from "./variables";

/** https://docs.cnb.cool/zh/build/build-in-env.html */
export const cnb: Ci = {
  id: "cnb",
  title: "CNB",
  tokenVariables: ["CNB_TOKEN"],
  forgeOf: () => "cnb",
  hasSettings: true,
  recognise: (env) => (env.CNB === "true" ? "CNB" : undefined),
  tells: {
    serverUrl: "CNB_WEB_ENDPOINT",
    apiUrl: "CNB_API_ENDPOINT",
    repository: "CNB_REPO_SLUG",
    commit: "CNB_COMMIT",
    workspace: "CNB_BUILD_WORKSPACE",
  },
  read: ({ env, out }) => ({
    forge: "cnb",
    ...eventFrom({
      isGone: isGone(env.CNB_COMMIT),
      isRequest: env.CNB_EVENT?.startsWith("pull_request") === true,
      tag: env.CNB_IS_TAG === "true" ? filled(env.CNB_BRANCH) : undefined,
      isBranch: env.CNB_EVENT === "push",
      branches: branchNames(env.CNB_BRANCH, env.CNB_PULL_REQUEST_BRANCH),
    }),
    ...spokenLines(out, line),
  }),
};

/** Values of this length and more are ignored. */
const MOST_BYTES = 100 * 1024;

/**
 * Values are decoded as by JavaScript's `unescape`, and those that begin with `base64,` as base64: what could be taken
 * for that, end the command, begin another line or change what the log shows is escaped. https://docs.cnb.cool/zh/build/env.html
 */
function line(name: string, value: string): string | undefined {
  const escaped = value
    .replace(/[%[\]\p{Cc}\p{Cf}\u2028\u2029]/gu, (found) => found.split("").map(escape).join(""))
    .replace(/^b(?=ase64,)/, escape);
  return Buffer.byteLength(escaped) < MOST_BYTES ? `##[set-output ${name}=${escaped}]` : undefined;
}

function escape(character: string): string {
  const code = character.charCodeAt(0);
  const digits = code.toString(16).toUpperCase();
  return code < 256 ? `%${digits.padStart(2, "0")}` : `%u${digits.padStart(4, "0")}`;
}
