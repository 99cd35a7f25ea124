// The entry of @actions/core loads an HTTP client of its own for OpenID tokens, which takes longer than a whole run
// without files. The parts that are used here stand in files of their own, which the package does not name as entries.
import { issue, issueCommand } from "../../node_modules/@actions/core/lib/command.js";
import { issueFileCommand, prepareKeyValueMessage } from "../../node_modules/@actions/core/lib/file-command.js";
import { summary } from "../../node_modules/@actions/core/lib/summary.js";
import { existsSync } from "node:fs";
import { attemptDecode, boolean, id, optional, record, text } from "../http";
import type { Ci, Env, Output, Pipeline, PipelineEvent, Voice } from "./ci";

/** The Actions family: GitHub, Enterprise Server, GHE.com, Gitea, Forgejo, and nektos/act at home. */
export const actions: Ci = {
  id: "actions",
  recognise: (env) =>
    env.GITHUB_ACTIONS === "true" ? (KINDS.find(({ when }) => when(env))?.variable ?? "GITHUB_ACTIONS") : undefined,
  read,
};

/**
 * All of them set GITHUB_ACTIONS. The narrower marker wins; Forgejo stands before Gitea because its runner sets both.
 * An old Gitea runner has no marker but its API's path.
 */
const KINDS: readonly {
  readonly variable: string;
  readonly when: (env: Env) => boolean;
  readonly title: string;
  readonly forge: string;
}[] = [
  {
    variable: "FORGEJO_ACTIONS",
    when: (env) => env.FORGEJO_ACTIONS === "true",
    title: "Forgejo Actions",
    forge: "forgejo",
  },
  { variable: "GITEA_ACTIONS", when: (env) => env.GITEA_ACTIONS === "true", title: "Gitea Actions", forge: "gitea" },
  {
    variable: "GITHUB_API_URL",
    when: (env) => /\/api\/v1\/*$/.test(env.GITHUB_API_URL ?? ""),
    title: "Gitea Actions",
    forge: "gitea",
  },
  { variable: "ACT", when: (env) => env.ACT === "true", title: "act", forge: "github" },
  { variable: "GITHUB_ACTIONS", when: () => true, title: "GitHub Actions", forge: "github" },
];

async function read(env: Env, reason: string, out: Output): Promise<Pipeline> {
  const kind = KINDS.find(({ when }) => when(env));
  const serverUrl = root(env.GITHUB_SERVER_URL);
  const told = await readEvent(env);
  return {
    title: kind?.title ?? "GitHub Actions",
    reason,
    forge: kind?.forge,
    serverUrl,
    apiUrl: root(env.GITHUB_API_URL),
    repository: filled(env.GITHUB_REPOSITORY),
    event: told.event,
    tag: told.tag ?? /^refs\/tags\/(.+)$/.exec(env.GITHUB_REF ?? "")?.[1],
    commit: filled(env.GITHUB_SHA),
    release: told.release,
    workspace: filled(env.GITHUB_WORKSPACE),
    voice: voiceOf(out),
    handOn(outputs) {
      // An old runner gives no file.
      for (const [name, value] of outputs) {
        if (filled(env.GITHUB_OUTPUT) === undefined) issueCommand("set-output", { name }, value);
        else issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
      }
      return Promise.resolve();
    },
    async summarise(markdown) {
      const file = env.GITHUB_STEP_SUMMARY ?? "";
      if (file !== "" && existsSync(file)) await summary.addRaw(markdown, true).write();
    },
  };
}

function voiceOf(out: Output): Voice {
  // Runners other than GitHub's misread `::` inside the text of a command.
  const quiet = (text: string): string => text.replaceAll("::", ": :");
  const say = (line: string): void => {
    out.write(`${line}\n`);
  };
  return {
    info: say,
    notice: (line) => {
      issueCommand("notice", {}, quiet(line));
    },
    warning: (line) => {
      issueCommand("warning", {}, quiet(line));
    },
    error: (line) => {
      issueCommand("error", {}, quiet(line));
    },
    debug: (line) => {
      say(`debug: ${line}`);
    },
    section: (title) => {
      issue("group", quiet(title));
    },
    endSection: () => {
      issue("endgroup");
    },
    // The runner masks line by line, and does not join what it was told.
    mask: (secret) => {
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== "") issueCommand("add-mask", {}, line);
    },
  };
}

function root(url: string | undefined): string | undefined {
  return filled(url)?.replace(/\/+$/, "");
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

interface Told {
  readonly event: PipelineEvent;
  readonly tag?: string;
  readonly release: Pipeline["release"];
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#release; Gitea's has the same members. */
const ReleaseEvent = record({
  action: text,
  release: record({ id, tag_name: text, draft: optional(boolean, false) }),
});

const DeleteEvent = record({ ref_type: text });

/** The event, from the variables and, for the two kinds whose payload matters, from the payload. */
async function readEvent(env: Env): Promise<Told> {
  const name = env.GITHUB_EVENT_NAME ?? "";
  const ref = env.GITHUB_REF ?? "";
  const none = { release: undefined };
  if (/^0+$/.test(env.GITHUB_SHA ?? "")) return { ...none, event: "withdrawal" };
  if (name === "release" || name === "delete") {
    // Loaded only here: it reads the payload, and brings a whole API client along.
    const { context } = await import("@actions/github");
    return name === "release"
      ? releaseEvent(context.payload)
      : { ...none, event: attemptDecode(DeleteEvent, context.payload)?.ref_type === "tag" ? "withdrawal" : "other" };
  }
  if (name.startsWith("pull_request") || ref.startsWith("refs/pull/")) return { ...none, event: "pull-request" };
  if (ref.startsWith("refs/tags/")) return { ...none, event: "tag" };
  return { ...none, event: ref.startsWith("refs/heads/") ? "branch" : "other" };
}

function releaseEvent(payload: unknown): Told {
  const read = attemptDecode(ReleaseEvent, payload);
  if (read === undefined) return { event: "release", release: undefined };
  const { action, release } = read;
  if (action === "deleted" || action === "unpublished") return { event: "withdrawal", release: undefined };
  return { event: "release", tag: release.tag_name, release: { id: String(release.id), draft: release.draft } };
}
