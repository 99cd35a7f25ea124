import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { json, notFound, problem, Refusal, tooLargePage } from "./answers";
import { fileJson } from "./package-list";
import { addressOf, refuseDuplicate, requireRegistry, type PackageAddress } from "./package-rules";
import { readParams } from "./params";
import { now, type Package, type PackageFile, type ProjectState } from "./state";
import { always, violate, type ProjectCall, type ProjectRoute, type World } from "./world";

const tooLarge = (world: World): Answer =>
  world.limits.by === "proxy" ? tooLargePage() : problem(400, "File is too large");

/** Counts as it passes bytes on, for bodies that do not say how long they are. */
async function* upTo(call: ProjectCall, limit: number): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const chunk of call.body.chunks()) {
    passed += chunk.length;
    if (limit > 0 && passed > limit) throw new Refusal(tooLarge(call.world));
    yield chunk;
  }
}

export const findPackage = (project: ProjectState, { name, version }: Omit<PackageAddress, "file">) =>
  project.packages.find((one) => one.name === name && one.version === version);

/** `status` is taken when the package comes into being, and never again (reference 6). */
export function ensurePackage(
  world: World,
  project: ProjectState,
  wanted: Omit<PackageAddress, "file"> & Pick<Package, "status">,
): Package {
  const known = findPackage(project, wanted);
  if (known) return known;
  const { name, version, status } = wanted;
  const made: Package = { id: world.nextId(), name, version, status, createdAt: now(world), files: [] };
  project.packages.push(made);
  return made;
}

function checkManners(call: ProjectCall): void {
  const type = call.headers["content-type"] ?? "";
  if (call.body.declared === undefined) violate(call.world, call, "no Content-Length (reference 6)");
  if (type.startsWith("multipart/")) violate(call.world, call, "multipart body: the file is to be sent raw");
}

const putTable = { status: ["default", "hidden"], select: ["package_file"] } as const;

async function putFile(call: ProjectCall): Promise<Answer> {
  const { world, project } = call;
  const address = addressOf(call);
  const fields = readParams(call, putTable);
  requireRegistry(call, "developer");
  if (project.rules.protectedPackages.includes(address.name)) {
    return problem(403, "403 Forbidden - Package protected.");
  }
  const limit = world.limits.packageFile;
  if (limit > 0 && (call.body.declared ?? 0) > limit) return tooLarge(world);
  refuseDuplicate(call, address);
  checkManners(call);
  const isNew = findPackage(project, address) === undefined;
  const content = await world.store.receive(upTo(call, limit));
  call.record.sha256 = content.sha256;
  // Of several first files that come at once each makes the package, and the database takes one of them.
  if (isNew && findPackage(project, address) !== undefined) return problem(500, "500 Internal Server Error");
  const status = fields.status === "hidden" ? "hidden" : "default";
  const target = ensurePackage(world, project, { name: address.name, version: address.version, status });
  if (call.breakHalfway) throw new BrokenHalfway();
  const file: PackageFile = { id: world.nextId(), name: address.file, content, createdAt: now(world) };
  target.files.push(file);
  return fields.select === "package_file"
    ? json(200, await fileJson(call, target, file))
    : json(201, { message: "201 Created" });
}

/** The most recent of several files with that name (reference 6). */
function getFile(call: ProjectCall): Answer {
  const address = addressOf(call);
  requireRegistry(call, "reporter");
  const file = findPackage(call.project, address)?.files.findLast((one) => one.name === address.file);
  if (!file) return notFound();
  return sendContent(file.name, file.content);
}

export function sendContent(name: string, content: PackageFile["content"]): Answer {
  if (content.discarded) return json(410, { message: "The sandbox was started with `discard`" });
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name.slice(name.lastIndexOf("/") + 1))}`;
  const headers = { "content-type": "application/octet-stream", "content-disposition": disposition };
  return { status: 200, headers, content };
}

const PLAIN = "/packages/generic/:name/:version/:file";
const FOLDERS = "/packages/generic/:name/:version/*file";
const registry = { job: always, registry: true, challenges: true } as const;
const read = { ...registry, permission: "READ_PACKAGES" } as const;
const write = { ...registry, permission: "ADMIN_PACKAGES", raw: true } as const;

export const packageRoutes: readonly ProjectRoute[] = [
  { method: "PUT", path: PLAIN, handler: putFile, ...write, exists: (dialect) => dialect.packages },
  { method: "GET", path: PLAIN, handler: getFile, ...read, exists: (dialect) => dialect.packages },
  { method: "PUT", path: FOLDERS, handler: putFile, ...write, exists: (dialect) => dialect.newFileNames },
  { method: "GET", path: FOLDERS, handler: getFile, ...read, exists: (dialect) => dialect.newFileNames },
];
