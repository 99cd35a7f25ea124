import { startCnb } from "../../sandbox/cnb";
import { startGitCode } from "../../sandbox/gitcode";
import { startGitea } from "../../sandbox/gitea";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { startGitLab } from "../../sandbox/gitlab";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox, StartOptions } from "../../sandbox/kernel/sandbox";
import { startTGit } from "../../sandbox/tgit";
import { type Ask, type Asked, type Reply, form } from "./client";
import { ask as askCnb } from "./cnb/client";
import { ask as askGitCode } from "./gitcode/client";
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
  /** What a creation leaves that breaks on the way, beside the tag. */
  readonly half?: "release";
  /** Name under which some would put a token into an address. */
  readonly parameter: string;
}

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

const gitea = (software: "gitea" | "forgejo"): Player => ({
  ...{ forge: software, ask: askGitea, list: plain, create: created, refused: 403 },
  ...{ one: numbered, updates: "PATCH", notes: body, deletes: { status: 204 }, parameter: "access_token" },
  start: (options) => startGitea({ ...options, software }),
  upload: (desk, { name, content }) =>
    desk.ask(desk.sandbox, "POST", `${numbered(desk)}/assets`, { raw: form(content, name, "attachment") }),
});

export const PLAYERS: readonly Player[] = [
  {
    ...{ forge: "github", start: startGitHub, ask: askGitHub, list: plain, create: created, refused: 403 },
    ...{ one: numbered, updates: "PATCH", notes: body, deletes: { status: 204 }, parameter: "access_token" },
    half: "release",
    upload: uploadToGitHub,
  },
  {
    ...{ forge: "gitlab", start: startGitLab, ask: askGitLab as Ask, list: project, refused: 403 },
    ...{ one: tagged, updates: "PUT", notes: description, deletes: { status: 200 }, parameter: "private_token" },
    create: (tag) => ({ tag_name: tag, ref: "main" }),
    upload: uploadToGitLab,
  },
  gitea("gitea"),
  gitea("forgejo"),
  {
    ...{ forge: "gitee", start: startGitee, ask: askGitee, list: plain, create: created, refused: 403 },
    ...{ one: numbered, updates: "PATCH", notes: whole, parameter: "access_token" },
    deletes: { status: 204, tagGoes: true },
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
  },
  {
    ...{ forge: "tgit", start: startTGit, ask: askTGit, list: project, refused: 403 },
    ...{ one: tagged, updates: "PUT", notes: description, parameter: "private_token" },
    deletes: { status: 200, token: { role: "master" } },
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
  },
];
