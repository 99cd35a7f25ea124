import { BrokenHalfway, found, noContent, numbered, receiveFile, Refusal, remove, tooLargePage, upTo } from "../kernel";
import type { Answer, SentFile } from "../kernel";
import { requireRole } from "./access";
import { complaint, json, notFound, problem, unauthorized } from "./answers";
import { paged } from "./params";
import { newUpload, type Repo, type RepositoryCall, type Route, type Upload, type World } from "./state";

/** Reference 7: a client uses the name it gets back. Letters of all alphabets stay, blanks and signs do not. */
function sanitised(filename: string): string {
  const base = filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1);
  const name = base.replace(/[^\p{L}\p{M}\p{N}_.\-+]/gu, "_");
  return /^\.+$/.test(name) || name === "" ? `_${name}` : name;
}

const tooLarge = (world: World): Answer =>
  world.limits.by === "proxy" ? tooLargePage() : problem(413, "413 Request Entity Too Large");

const complaining = (text: string): Refusal => new Refusal(complaint(400, text));

/** The part called `file`; a plain field of that name is none. Other parts are skipped. */
function receive(call: RepositoryCall): Promise<SentFile> {
  const { limits, store } = call.world;
  const missing = (): Refusal => complaining("file is missing");
  return receiveFile(call, {
    store,
    bytes: (body) => upTo(body, limits.upload, () => new Refusal(tooLarge(call.world))),
    refuse: {
      missing,
      invalid: () => complaining("file is invalid"),
      // Rails reads a broken body as one without parts.
      broken: () =>
        call.headers["content-type"]?.startsWith("multipart/") ? complaining("Invalid multipart body") : missing(),
    },
  });
}

const addressOf = (upload: Upload): string => `/uploads/${upload.secret}/${upload.name}`;

/** By version (reference 7): 11.7 has no `full_path`, 17.1 names the project by number. */
export function fullPathOf(world: World, repo: Repo, upload: Upload): string | undefined {
  const form = world.dialect.uploadForm;
  const root = world.rootedUploads ? world.bases.root : "";
  if (form === "url") return undefined;
  return `${root}/${form === "namespaced" ? repo.path : `-/project/${repo.id}`}${addressOf(upload)}`;
}

const IMAGE = /\.(?:png|jpe?g|gif|bmp|tiff|ico|webp)$/i;

function uploadJson(world: World, repo: Repo, upload: Upload): Record<string, unknown> {
  const image = IMAGE.test(upload.name);
  const alt = image ? upload.name.replace(IMAGE, "") : upload.name;
  const fullPath = fullPathOf(world, repo, upload);
  return {
    ...(world.dialect.uploadForm === "numeric-id" && { id: upload.id }),
    alt,
    url: addressOf(upload),
    ...(fullPath !== undefined && { full_path: fullPath }),
    markdown: `${image ? "!" : ""}[${alt}](${addressOf(upload)})`,
  };
}

export function addUpload(world: World, repo: Repo, received: SentFile): Upload {
  const upload = newUpload(world, sanitised(received.filename), received.content);
  repo.uploads.push(upload);
  return upload;
}

async function postUpload(call: RepositoryCall): Promise<Answer> {
  const { world, repo } = call;
  if (!call.token) return unauthorized();
  requireRole(call, "guest");
  const { limits } = world;
  if (limits.by === "proxy" && (call.body.declared ?? 0) > limits.upload) return tooLargePage();
  const received = await receive(call);
  call.record.sha256 = received.content.sha256;
  const upload = addUpload(world, repo, received);
  if (call.breakHalfway) throw new BrokenHalfway();
  return json(201, uploadJson(world, repo, upload));
}

function listUploads(call: RepositoryCall) {
  requireRole(call, "maintainer");
  return paged(call, call.repo.uploads.toReversed(), (one) => ({
    id: one.id,
    size: one.content.size,
    filename: one.name,
    created_at: one.createdAt,
  }));
}

function deleteUpload(call: RepositoryCall): Answer {
  requireRole(call, "maintainer");
  const { uploads } = call.repo;
  remove(uploads, found(numbered(uploads, call.params.upload), notFound));
  return noContent;
}

const exists = (dialect: { readonly uploadAdministration: boolean }): boolean => dialect.uploadAdministration;

/** None of these takes a job token (reference 2.1). */
export const uploadRoutes: readonly Route[] = [
  { method: "POST", path: "/uploads", handler: postUpload },
  { method: "GET", path: "/uploads", handler: listUploads, exists },
  { method: "DELETE", path: "/uploads/:upload", handler: deleteUpload, exists },
];
