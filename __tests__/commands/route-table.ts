import type { Column } from "../../scripts/command-table";

/** A route of one of the documents that this project comes from, and the commands that send it; or why none does. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below the API root; `{…}` is one part of the path. */
  readonly path: string;
  readonly usedBy?: readonly string[];
  readonly reason?: string;
}

export interface RouteDocument {
  readonly title: string;
  /** Sandbox and how it is started to be a server of that document. */
  readonly forge: string;
  readonly start: object;
  /** What its servers cannot do, though newer ones of that forge can. */
  readonly cannot: readonly Column[];
  readonly routes: readonly Route[];
}

const route = (line: string, usedBy: readonly string[] | { readonly reason: string }): Route => {
  const [method = "", path = ""] = line.split(" ");
  if (!isMethod(method)) throw new Error(`no method: ${line}`);
  return { method, path, ...("reason" in usedBy ? { reason: usedBy.reason } : { usedBy }) };
};

function isMethod(word: string): word is Route["method"] {
  return ["GET", "POST", "PATCH", "PUT", "DELETE"].includes(word);
}

const RELEASES = "/repos/{owner}/{repo}/releases";
const PROJECT = "/projects/{id}/releases";

export const DOCUMENTS: readonly RouteDocument[] = [
  {
    title: "GitCode",
    forge: "gitcode",
    start: {},
    cannot: [],
    routes: [
      route(`POST ${RELEASES}`, ["copy", "publish"]),
      route(`PATCH ${RELEASES}/{tag}`, ["publish"]),
      route(`GET ${RELEASES}/{tag}/upload_url`, ["copy", "publish", "upload"]),
      route(`GET ${RELEASES}`, ["copy", "list", "publish", "view"]),
      route(`GET ${RELEASES}/latest`, ["copy", "publish", "view"]),
      route(`GET ${RELEASES}/{tag}`, { reason: "a second form of tags/{tag}, which is the one that is used" }),
      route(`GET ${RELEASES}/tags/{tag}`, [
        "copy",
        "delete",
        "doctor",
        "download",
        "publish",
        "upload",
        "verify",
        "view",
      ]),
      route(`GET ${RELEASES}/{tag}/attach_files/{file_name}/download`, ["copy", "download", "publish", "verify"]),
    ],
  },
  {
    title: "GitHub Enterprise Server 3.4",
    forge: "github",
    start: { shape: "ghes", version: "3.4" },
    cannot: [],
    routes: [
      route(`GET ${RELEASES}`, ["copy", "list", "prune", "publish", "upload"]),
      route(`POST ${RELEASES}`, ["copy", "publish"]),
      route(`POST ${RELEASES}/generate-notes`, ["publish"]),
      route(`GET ${RELEASES}/latest`, ["view"]),
      route(`GET ${RELEASES}/tags/{tag}`, [
        "copy",
        "delete",
        "doctor",
        "download",
        "publish",
        "upload",
        "verify",
        "view",
      ]),
      route(`GET ${RELEASES}/{release_id}`, ["delete", "prune"]),
      route(`PATCH ${RELEASES}/{release_id}`, ["copy", "publish"]),
      route(`DELETE ${RELEASES}/{release_id}`, ["delete", "prune"]),
    ],
  },
  {
    title: "GitLab 11.7",
    forge: "gitlab",
    start: { version: "11.7" },
    cannot: [],
    routes: [
      route(`GET ${PROJECT}`, ["copy", "delete", "list", "prune", "publish", "view"]),
      route(`GET ${PROJECT}/{tag_name}`, [
        "copy",
        "delete",
        "doctor",
        "download",
        "prune",
        "publish",
        "upload",
        "verify",
        "view",
      ]),
      route(`POST ${PROJECT}`, ["copy", "publish"]),
      route(`PUT ${PROJECT}/{tag_name}`, ["publish"]),
      route(`DELETE ${PROJECT}/{tag_name}`, ["delete", "prune"]),
    ],
  },
  {
    title: "SocialGateway",
    forge: "github",
    start: { shape: "compat" },
    cannot: ["delete --with-tag", "copy --to"],
    routes: [
      route(`GET ${RELEASES}`, [
        "copy",
        "delete",
        "doctor",
        "download",
        "list",
        "prune",
        "publish",
        "upload",
        "verify",
        "view",
      ]),
      route(`GET ${RELEASES}/{id}`, ["delete", "prune"]),
      route(`POST ${RELEASES}`, ["publish"]),
      route(`PATCH ${RELEASES}/{id}`, ["publish"]),
      route(`DELETE ${RELEASES}/{id}`, ["delete", "prune"]),
      route(`GET ${RELEASES}/{id}/assets`, ["copy", "delete", "download", "upload", "verify", "view"]),
      route(`POST ${RELEASES}/{id}/assets`, ["publish", "upload"]),
      route(`GET ${RELEASES}/assets/{id}`, ["copy", "download", "verify"]),
      route(`PATCH ${RELEASES}/assets/{id}`, ["publish"]),
      route(`DELETE ${RELEASES}/assets/{id}`, ["delete", "publish"]),
    ],
  },
  {
    title: "TGit",
    forge: "tgit",
    start: {},
    cannot: [],
    routes: [
      route(`GET ${PROJECT}`, ["copy", "list", "prune", "view"]),
      route(`GET ${PROJECT}/{tag_name}`, [
        "copy",
        "delete",
        "doctor",
        "download",
        "prune",
        "publish",
        "upload",
        "verify",
        "view",
      ]),
      route(`POST ${PROJECT}`, ["copy", "publish"]),
      route(`PUT ${PROJECT}/{tag_name}`, ["copy", "publish"]),
      route(`DELETE ${PROJECT}/{tag_name}`, ["delete", "prune"]),
      route(`POST ${PROJECT}/{tag_name}/attachments`, ["copy", "publish", "upload"]),
      route(`GET ${PROJECT}/{tag_name}/attachments/{attachment_name}`, ["copy", "download", "verify"]),
      route(`DELETE ${PROJECT}/{tag_name}/attachments/{attachment_name}`, ["delete", "publish"]),
    ],
  },
];
