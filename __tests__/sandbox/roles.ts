import { expect } from "vitest";
import { startCnb } from "../../sandbox/cnb";
import { startGitCode } from "../../sandbox/gitcode";
import { startGitea } from "../../sandbox/gitea";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { startGitLab } from "../../sandbox/gitlab";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox, StartOptions } from "../../sandbox/kernel/sandbox";
import { startTGit } from "../../sandbox/tgit";
import { type Ask, type Asked, type Reply, form, message } from "./client";
import { ask as askCnb } from "./cnb/client";
import { ask as askGitCode, coded } from "./gitcode/client";
import { ask as askGitea } from "./gitea/client";
import { ask as askGitee } from "./gitee/client";
import { ask as askGitHub } from "./github/client";
import { ask as askGitLab } from "./gitlab/client";
import { ask as askTGit } from "./tgit/client";

/** One repository on a running forge, and whoever asks for it. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly repo: Repository;
  readonly ask: Ask;
}

/** Names of the commit at the branch `next` and at the tag `base`, and what names nothing. */
export const TARGETS = {
  branch: () => "next",
  sha: (sha: string) => sha,
  "short sha": (sha: string) => sha.slice(0, 8),
  tag: () => "base",
  "whole branch": () => "refs/heads/next",
  "whole tag": () => "refs/tags/base",
  HEAD: () => "HEAD",
  nothing: () => "nowhere",
};
export type Target = keyof typeof TARGETS;

/** How a forge is asked for what all of them do. */
export interface Player {
  readonly forge: string;
  start(options?: StartOptions): Promise<Sandbox>;
  readonly ask: Ask;
  /** Of the list of releases. */
  list(repo: Repository): string;
  /** Body of a request that makes a release of a new tag. */
  create(tag: string): Record<string, unknown>;
  /** Status of an answer to somebody who may only read. */
  readonly refused: 403 | 404;
  /** Puts a file on the release that was made last. @returns the answer that tells of it */
  upload(desk: Desk, file: { readonly name: string; readonly content: Buffer }, asked?: Asked): Promise<Reply>;
  /** Of the release that was made last. */
  one(desk: Desk): string;
  readonly updates: "PATCH" | "PUT";
  /** Body of a request that gives the release of the tag v1 other notes. */
  notes(text: string): Record<string, unknown>;
  /** Status of a deletion, and what else the token for it needs; left out where a release cannot be deleted. */
  readonly deletes?: { readonly status: 200 | 204; readonly token?: object; readonly tagGoes?: true };
  /** Where a new tag may begin: the member that says so, names of a commit it takes, status for the others. */
  readonly begins: { readonly at: string; readonly takes: readonly Target[]; readonly refuses: 400 | 404 | 422 };
  /** Members of a creation that are refused, with what status; and that of a body which is no object. */
  readonly wrong: { readonly status: 400 | 422; readonly members: readonly object[]; readonly body: 400 | 422 };
  /** A tag that is there is made a release by another request. */
  readonly takesNoTag?: true;
  /** What is said to whoever comes a moment too late; left out where nobody can be faster. */
  readonly late?: string;
  /** What a creation leaves that breaks on the way, beside the tag. */
  readonly half?: "release";
  /** Name under which some would put a token into an address. */
  readonly parameter: string;
  /** Headers that carry a token, and that do not; TOKEN stands for it, Basic(a:b) for those in base64. */
  readonly takes: readonly string[];
  readonly refuses: readonly string[];
  /** A public repository is for nobody without a token either. */
  readonly closed?: true;
  /** What is said without a token, to an unknown one, to one that has ended (default: the same), of a repository that is hidden, and of what is no route. */
  readonly says: {
    readonly nobody: unknown;
    readonly unknown: unknown;
    readonly ended?: unknown;
    readonly hidden: unknown;
    readonly nowhere?: unknown;
  };
  /** Methods and paths below a repository with a release v1 that are no routes -> status. */
  readonly nowhere: Readonly<Record<string, 404 | 405>>;
}

const BEARER = "authorization: Bearer TOKEN";
const basic = (text: string): string => `authorization: Basic(${text})`;
const PLAIN = "authorization: token TOKEN";
const ALL = ["branch", "sha", "short sha", "tag", "whole branch", "whole tag"] as const;
const FEW = ["branch", "sha"] as const;
const PRIVATE = "private-token: TOKEN";

const errmsg = (text: string) => ({ errcode: expect.any(Number) as number, errmsg: text });
const documented = (text: string, status: number) => ({
  ...{ message: text, documentation_url: "https://docs.github.com/rest", status: String(status) },
});
const worded = (text: unknown) => expect.objectContaining({ message: text }) as unknown;
const unauthorized = message("401 Unauthorized");

const idOf = ({ repo }: Desk): string => String(repo.releases.at(-1)?.id);
const tagOf = ({ repo }: Desk): string => encodeURIComponent(repo.releases.at(-1)?.tagName ?? "");

const created = (tag: string): Record<string, unknown> => ({
  tag_name: tag,
  name: tag,
  body: "Notes",
  target_commitish: "main",
});

const plain = (repo: Repository): string => `/repos/${repo.path}/releases`;
const project = (repo: Repository): string => `/projects/${repo.id}/releases`;
const numbered = (desk: Desk): string => `${plain(desk.repo)}/${idOf(desk)}`;
const tagged = (desk: Desk): string => `${project(desk.repo)}/${tagOf(desk)}`;
const description = (text: string) => ({ description: text });
const body = (text: string) => ({ body: text });
/** What can be left out nowhere else has to be told again. */
const whole = (text: string) => ({ ...created("v1"), body: text });

async function uploadToCnb(desk: Desk, { name, content }: { name: string; content: Buffer }): Promise<Reply> {
  const { sandbox, repo, ask } = desk;
  const json = { asset_name: name, size: content.length };
  const { body } = await ask(sandbox, "POST", `/${repo.path}/-/releases/${idOf(desk)}/asset-upload-url`, { json });
  await ask(sandbox, "PUT", String(body.upload_url), { raw: content });
  return ask(sandbox, "POST", String(body.verify_url));
}

async function uploadToGitCode(desk: Desk, { name, content }: { name: string; content: Buffer }): Promise<Reply> {
  const { sandbox, repo, ask } = desk;
  const path = `${plain(repo)}/${tagOf(desk)}/upload_url?file_name=${name}`;
  const { body } = await ask(sandbox, "GET", path);
  const headers = body.headers as unknown as Record<string, string>;
  return ask(sandbox, "PUT", String(body.url), { raw: content, headers });
}

/** Uploads live on a host of their own. */
function uploadToGitHub({ sandbox, repo, ask }: Desk, { name, content }: { name: string; content: Buffer }) {
  const uploads = "uploadUrl" in sandbox ? String(sandbox.uploadUrl) : "";
  const url = `${uploads}${plain(repo)}/${String(repo.releases.at(-1)?.id)}/assets?name=${name}`;
  return ask(sandbox, "POST", url, { raw: content, headers: { "content-type": "application/octet-stream" } });
}

/** A link is an address only: the file may come later, or never. */
async function uploadToGitLab(desk: Desk, { name, content }: { name: string; content: Buffer }): Promise<Reply> {
  const { sandbox, repo, ask } = desk;
  const file = `/projects/${repo.id}/packages/generic/app/1.0.0/${name}`;
  const json = { name, url: sandbox.apiUrl + file };
  await ask(sandbox, "POST", `${tagged(desk)}/assets/links`, { json });
  return ask(sandbox, "PUT", file, { raw: content, headers: { "content-type": "application/octet-stream" } });
}

const GITEA = {
  nobody: worded("token is required"),
  unknown: worded("invalid username, password or token"),
  hidden: worded("not found"),
};
const FORGEJO = {
  nobody: worded("token is required"),
  unknown: worded(expect.stringContaining("access token does not exist")),
  hidden: worded("The target couldn't be found."),
};

const gitea = (software: "gitea" | "forgejo"): Player => ({
  ...{ forge: software, ask: askGitea, list: plain, create: created, refused: 403 },
  ...{ one: numbered, updates: "PATCH", notes: body, deletes: { status: 204 }, parameter: "access_token" },
  start: (options) => startGitea({ ...options, software }),
  begins: { at: "target_commitish", takes: ALL, refuses: 404 },
  late: "release tag already exist",
  wrong: { status: 422, members: [{ draft: "true" }, { prerelease: 1 }, { body: 5 }], body: 422 },
  takes: [BEARER, PLAIN, "authorization: bearer TOKEN", ...["me:TOKEN", "TOKEN:", "TOKEN:x-oauth-basic"].map(basic)],
  refuses: ["authorization: token  TOKEN", PRIVATE],
  says: software === "gitea" ? GITEA : FORGEJO,
  nowhere: {
    ...{ "POST /releases/generate-notes": 405, "POST /git/refs": 405, "PUT /releases": 405 },
    ...{ "GET /git/ref/tags/v1": 404, "GET /git/matching-refs/tags/v1": 404 },
  },
  upload: (desk, { name, content }) =>
    desk.ask(desk.sandbox, "POST", `${numbered(desk)}/assets`, { raw: form(content, name, "attachment") }),
});

export const PLAYERS: readonly Player[] = [
  {
    ...{ forge: "github", start: startGitHub, ask: askGitHub, list: plain, create: created, refused: 403 },
    ...{ one: numbered, updates: "PATCH", notes: body, deletes: { status: 204 }, parameter: "access_token" },
    half: "release",
    begins: { at: "target_commitish", takes: FEW, refuses: 422 },
    wrong: {
      ...{ status: 422, body: 400 },
      members: [{ draft: "true" }, { prerelease: 1 }, { make_latest: true }, { make_latest: "yes" }, { name: null }],
    },
    takes: [BEARER, PLAIN],
    refuses: ["authorization: Bearer nope", "authorization: token ", "authorization: Basic TOKEN"],
    says: {
      nobody: documented("Requires authentication", 401),
      unknown: documented("Bad credentials", 401),
      ...{ hidden: documented("Not Found", 404), nowhere: documented("Not Found", 404) },
    },
    nowhere: { "GET /nothing": 404, "GET /releases/tags/%ZZ": 404 },
    upload: uploadToGitHub,
  },
  {
    ...{ forge: "gitlab", start: startGitLab, ask: askGitLab as Ask, list: project, refused: 403 },
    ...{ one: tagged, updates: "PUT", notes: description, deletes: { status: 200 }, parameter: "private_token" },
    create: (tag) => ({ tag_name: tag, ref: "main" }),
    begins: { at: "ref", takes: ALL, refuses: 400 },
    late: "Tag v1 already exists",
    wrong: { status: 400, members: [{ released_at: "soon" }, { assets: [] }, { name: {} }], body: 400 },
    takes: [PRIVATE, BEARER],
    refuses: ["private-token: nope", "job-token: TOKEN", basic("me:TOKEN")],
    says: {
      ...{ nobody: unauthorized, unknown: unauthorized, hidden: message("404 Project Not Found") },
      ended: expect.objectContaining({ error: "invalid_token" }),
      nowhere: { error: "404 Not Found" },
    },
    nowhere: { "GET /nothing": 404 },
    upload: uploadToGitLab,
  },
  gitea("gitea"),
  gitea("forgejo"),
  {
    ...{ forge: "gitee", start: startGitee, ask: askGitee, list: plain, create: created, refused: 403 },
    ...{ one: numbered, updates: "PATCH", notes: whole, parameter: "access_token" },
    deletes: { status: 204, tagGoes: true },
    begins: { at: "target_commitish", takes: FEW, refuses: 400 },
    wrong: { status: 400, members: [{ prerelease: 1 }, { prerelease: "yes" }, { name: 1 }], body: 400 },
    takes: [BEARER, PLAIN],
    refuses: ["authorization: Basic TOKEN"],
    says: {
      ...{ nobody: unauthorized, unknown: message("401 Unauthorized: Access token does not exist") },
      ended: { code: 40001, message: "登录失效" },
      ...{ hidden: message("Not Found Project"), nowhere: message("404 Not Found") },
    },
    nowhere: {
      ...{ "GET /nothing": 404, "PUT /releases/1": 404, "GET /releases/tags/a/b": 404, "GET /tags/v1": 404 },
      ...{ "DELETE /tags/v1": 404, "GET /releases/1/assets": 404 },
    },
    upload: (desk, { name, content }) =>
      desk.ask(desk.sandbox, "POST", `${numbered(desk)}/attach_files`, { raw: form(content, name) }),
  },
  {
    ...{ forge: "gitcode", ask: askGitCode, list: plain, create: created, refused: 403 },
    // With statuses of their own.
    start: (options) => startGitCode({ ...options, errors: "code" }),
    one: (desk) => `${plain(desk.repo)}/${tagOf(desk)}`,
    ...{ updates: "PATCH", notes: whole, parameter: "access_token" },
    upload: uploadToGitCode,
    begins: { at: "target_commitish", takes: FEW, refuses: 422 },
    late: "Conflict: Release already exists",
    wrong: {
      ...{ status: 422, body: 400 },
      members: [
        ...[{ tag_name: "a b" }, { tag_name: 1 }, { release_status: "draft" }, { release_status: true }],
        { target_commitish: "" },
      ],
    },
    takes: [BEARER, PLAIN, PRIVATE],
    refuses: ["authorization: Bearer nonsense", "authorization: token ", "authorization: Basic abc"],
    says: {
      ...{ nobody: unauthorized, unknown: unauthorized, hidden: coded(404, "Not Found Project") },
      nowhere: coded(404, "Not Found"),
    },
    nowhere: {
      ...{ "DELETE /releases/v1": 405, "DELETE /releases/tags/v1": 405, "PUT /releases/v1": 405 },
      ...{ "PATCH /releases": 405, "GET /tags/v1": 405, "HEAD /releases": 405, "GET ": 404 },
    },
  },
  {
    ...{ forge: "tgit", start: startTGit, ask: askTGit, list: project, refused: 403 },
    ...{ one: tagged, updates: "PUT", notes: description, parameter: "private_token" },
    deletes: { status: 200, token: { role: "master" } },
    begins: { at: "start_point", takes: [...FEW, "tag"], refuses: 400 },
    ...{ takesNoTag: true, late: "Release already exists" },
    wrong: {
      ...{ status: 400, body: 400 },
      members: [
        ...[{ type: "draft" }, { labels: ["a"] }, { labels: "a,b,c,d,e,f,g,h,i,j,k" }, { description: { a: 1 } }],
        ...[{ tag: "a..b" }, { start_point: "" }],
      ],
    },
    takes: [PRIVATE],
    refuses: ["private-token: nope", BEARER, "oauth-token: TOKEN", "job-token: TOKEN"],
    closed: true,
    says: {
      ...{ nobody: unauthorized, unknown: unauthorized, hidden: message("404 Project Not Found") },
      nowhere: message("404 Not Found"),
    },
    nowhere: {
      ...{ "PATCH /releases/v1": 405, "GET /releases/v1/attachments": 405, "HEAD /releases/v1": 405 },
      ...{ "PUT /releases/v1/attachments/a": 405, "GET /uploads": 404, "GET /releases/permalink/latest": 404 },
      "GET /releases/v1/assets/links": 404,
    },
    create: (tag) => ({ tag, start_point: "master" }),
    upload: (desk, { name, content }) =>
      desk.ask(desk.sandbox, "POST", `${tagged(desk)}/attachments`, { raw: form(content, name) }),
  },
  {
    ...{ forge: "cnb", start: startCnb, ask: askCnb, create: created, refused: 403 },
    list: (repo) => `/${repo.path}/-/releases`,
    one: (desk) => `/${desk.repo.path}/-/releases/${idOf(desk)}`,
    ...{ updates: "PATCH", notes: body, deletes: { status: 204 }, parameter: "access_token" },
    upload: uploadToCnb,
    begins: { at: "target_commitish", takes: FEW, refuses: 404 },
    late: "release of tag v1 already exists",
    wrong: {
      ...{ status: 400, body: 400 },
      members: [
        ...[{ make_latest: true }, { make_latest: "yes" }, { draft: "true" }, { prerelease: 1 }, { name: null }],
        ...[{ body: 5 }, { tag: "v1" }, { generate_release_notes: true }, { constructor: "x" }, { tag_name: "a..b" }],
      ],
    },
    takes: [BEARER],
    refuses: [PLAIN, basic("cnb:TOKEN"), PRIVATE],
    closed: true,
    says: {
      ...{ nobody: errmsg("unauthorized"), unknown: errmsg("unauthorized") },
      ...{ hidden: errmsg("repository not found"), nowhere: errmsg("not found") },
    },
    nowhere: { "PUT /releases/1": 404, "GET /milestones": 404 },
  },
];
