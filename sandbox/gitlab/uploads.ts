import { randomBytes } from "node:crypto";
import { BrokenHalfway, type Answer } from "../kernel/exchange";
import type { StoredContent } from "../kernel/content";
import { MultipartError, readMultipart } from "../kernel/multipart";
import { requireRole } from "./access";
import { complaint, json, noContent, notFound, problem, Refusal, tooLargePage, unauthorized } from "./answers";
import { paged } from "./paging";
import { now, type ProjectState, type Upload } from "./state";
import type { ProjectCall, ProjectRoute, World } from "./world";

/** Reference 7: a client uses the name it gets back. Letters of all alphabets stay, blanks and signs do not. */
export function sanitised(filename: string): string {
  const base = filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1);
  const name = base.replace(/[^\p{L}\p{M}\p{N}_.\-+]/gu, "_");
  return /^\.+$/.test(name) || name === "" ? `_${name}` : name;
}

const tooLarge = (world: World): Answer =>
  world.limits.by === "proxy" ? tooLargePage() : problem(413, "413 Request Entity Too Large");

async function* upTo(world: World, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const limit = world.limits.upload;
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    if (limit !== undefined && passed > limit) throw new Refusal(tooLarge(world));
    yield chunk;
  }
}

interface Received {
  readonly filename: string;
  readonly content: StoredContent;
}

/** The part called `file`; a plain field of that name is none. Other parts are skipped. */
async function receive(call: ProjectCall): Promise<Received> {
  let found: Received | undefined;
  try {
    for await (const part of readMultipart(call.body.chunks(), call.headers["content-type"])) {
      if (part.name !== "file") continue;
      if (part.filename === undefined) throw new Refusal(complaint(400, "file is invalid"));
      found = { filename: part.filename, content: await call.world.store.receive(upTo(call.world, part.body)) };
    }
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    // Rails reads a broken body as one without parts.
    if (call.headers["content-type"]?.startsWith("multipart/")) {
      throw new Refusal(complaint(400, "Invalid multipart body"));
    }
  }
  if (!found) throw new Refusal(complaint(400, "file is missing"));
  return found;
}

const addressOf = (upload: Upload): string => `/uploads/${upload.secret}/${upload.name}`;

/** By version (reference 7): 11.7 has no `full_path`, 17.1 names the project by number. */
export function fullPathOf(world: World, project: ProjectState, upload: Upload): string | undefined {
  const form = world.dialect.uploadForm;
  const root = world.rootedUploads ? world.bases.root : "";
  if (form === "url") return undefined;
  return `${root}/${form === "namespaced" ? project.path : `-/project/${project.id}`}${addressOf(upload)}`;
}

const IMAGE = /\.(?:png|jpe?g|gif|bmp|tiff|ico|webp)$/i;

function uploadJson(world: World, project: ProjectState, upload: Upload): Record<string, unknown> {
  const image = IMAGE.test(upload.name);
  const alt = image ? upload.name.replace(IMAGE, "") : upload.name;
  const fullPath = fullPathOf(world, project, upload);
  return {
    ...(world.dialect.uploadForm === "numeric-id" && { id: upload.id }),
    alt,
    url: addressOf(upload),
    ...(fullPath !== undefined && { full_path: fullPath }),
    markdown: `${image ? "!" : ""}[${alt}](${addressOf(upload)})`,
  };
}

export function addUpload(world: World, project: ProjectState, received: Received): Upload {
  const upload: Upload = {
    id: world.nextId(),
    // A new secret each time: nothing is ever overwritten (reference 7).
    secret: randomBytes(16).toString("hex"),
    name: sanitised(received.filename),
    content: received.content,
    createdAt: now(world),
  };
  project.uploads.push(upload);
  return upload;
}

async function postUpload(call: ProjectCall): Promise<Answer> {
  const { world, project } = call;
  if (!call.token) return unauthorized();
  requireRole(call, "guest");
  const { limits } = world;
  if (limits.by === "proxy" && (call.body.declared ?? 0) > (limits.upload ?? Infinity)) return tooLargePage();
  const received = await receive(call);
  call.record.sha256 = received.content.sha256;
  if (call.breakHalfway) {
    addUpload(world, project, received);
    throw new BrokenHalfway();
  }
  return json(201, uploadJson(world, project, addUpload(world, project, received)));
}

function listUploads(call: ProjectCall) {
  requireRole(call, "maintainer");
  return paged(call, call.project.uploads.toReversed(), (one) => ({
    id: one.id,
    size: one.content.size,
    filename: one.name,
    created_at: one.createdAt,
  }));
}

function deleteUpload(call: ProjectCall): Answer {
  requireRole(call, "maintainer");
  const at = call.project.uploads.findIndex((one) => String(one.id) === call.params.upload);
  if (at < 0) return notFound();
  call.project.uploads.splice(at, 1);
  return noContent;
}

const exists = (dialect: { readonly uploadAdministration: boolean }): boolean => dialect.uploadAdministration;

/** None of these takes a job token (reference 2.1). */
export const uploadRoutes: readonly ProjectRoute[] = [
  { method: "POST", path: "/uploads", handler: postUpload },
  { method: "GET", path: "/uploads", handler: listUploads, exists },
  { method: "DELETE", path: "/uploads/:upload", handler: deleteUpload, exists },
];
