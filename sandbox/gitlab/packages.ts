import { attachment, BrokenHalfway, Refusal, sendWhole, tooLargePage, upTo, violate, type Answer } from "../kernel";
import { levelOf } from "./access";
import { complaint, forbidden, json, notFound, problem, refuse, unauthorized } from "./answers";
import { fileJson } from "./package-list";
import { readParams } from "./params";
import { always, newFile, newPackage, ROLES } from "./state";
import type { Package, PackageFile, Repo, RepositoryCall, RoleName, Route, World } from "./state";
import type { Dialect } from "./versions";

const tooLarge = (world: World): Answer =>
  world.limits.by === "proxy" ? tooLargePage() : problem(400, "File is too large");

export const findPackage = ({ packages }: Repo, { name, version }: Pick<Package, "name" | "version">) =>
  packages.find((one) => one.name === name && one.version === version);

/** `status` is taken when the package comes into being, and never again (reference 6). */
export function ensurePackage(world: World, repo: Repo, wanted: Parameters<typeof newPackage>[1]): Package {
  const known = findPackage(repo, wanted);
  if (known) return known;
  const made = newPackage(world, wanted);
  repo.packages.push(made);
  return made;
}

function checkManners(call: RepositoryCall): void {
  const type = call.headers["content-type"] ?? "";
  if (call.body.declared === undefined) violate(call.world, call, "no Content-Length (reference 6)");
  if (type.startsWith("multipart/")) violate(call.world, call, "multipart body: the file is to be sent raw");
}

const putTable = { status: ["default", "hidden"], select: ["package_file"] } as const;

async function putFile(call: RepositoryCall): Promise<Answer> {
  const { world, repo } = call;
  const address = addressOf(call);
  const fields = readParams(call, putTable);
  requireRegistry(call, "developer");
  if (repo.rules.protectedPackages.includes(address.name)) return problem(403, "403 Forbidden - Package protected.");
  const limit = world.limits.packageFile;
  if (limit > 0 && (call.body.declared ?? 0) > limit) return tooLarge(world);
  refuseDuplicate(call, address);
  checkManners(call);
  const isNew = findPackage(repo, address) === undefined;
  const content = await world.store.receive(
    upTo(call.body.chunks(), limit > 0 ? limit : Infinity, () => new Refusal(tooLarge(world))),
  );
  call.record.sha256 = content.sha256;
  // Of several first files that come at once each makes the package, and the database takes one of them.
  if (isNew && findPackage(repo, address) !== undefined) return problem(500, "500 Internal Server Error");
  const status = fields.status === "hidden" ? "hidden" : "default";
  const target = ensurePackage(world, repo, { name: address.name, version: address.version, status });
  if (call.breakHalfway) throw new BrokenHalfway();
  const file = newFile(world, address.file, content);
  target.files.push(file);
  return fields.select === "package_file"
    ? json(200, await fileJson(call, target, file))
    : json(201, { message: "201 Created" });
}

/** The most recent of several files with that name (reference 6). */
function getFile(call: RepositoryCall): Answer {
  const address = addressOf(call);
  requireRegistry(call, "reporter");
  const file = findPackage(call.repo, address)?.files.findLast((one) => one.name === address.file);
  return file ? sendContent(file.name, file.content) : notFound();
}

export const sendContent = (name: string, content: PackageFile["content"]): Answer =>
  sendWhole(content, attachment(name.slice(name.lastIndexOf("/") + 1)));

const PLAIN = "/packages/generic/:name/:version/:file";
const FOLDERS = "/packages/generic/:name/:version/*file";
const registry = { job: always, registry: true, challenges: true } as const;
const read = { ...registry, permission: "READ_PACKAGES" } as const;
const write = { ...registry, permission: "ADMIN_PACKAGES", raw: true } as const;

export const packageRoutes: readonly Route[] = [
  { method: "PUT", path: PLAIN, handler: putFile, ...write, exists: (dialect) => dialect.packages },
  { method: "GET", path: PLAIN, handler: getFile, ...read, exists: (dialect) => dialect.packages },
  { method: "PUT", path: FOLDERS, handler: putFile, ...write, exists: (dialect) => dialect.newFileNames },
  { method: "GET", path: FOLDERS, handler: getFile, ...read, exists: (dialect) => dialect.newFileNames },
];

const NAME = /^[A-Za-z0-9._\-+]+$/;
const VERSION = { first: /^\d+\.\d+\.\d+$/, loose: /^(?!.*\.\.)[\w+.-]+$/ };
/** Newer: also `~` and `@`, not first or last, and folders (reference 6). */
const FILE = { older: /^[A-Za-z0-9._\-+]+$/, newer: /^(?![~@])[A-Za-z0-9._\-+~@]+(?<![~@])$/ };

function isFileName(file: string, dialect: Dialect): boolean {
  if (!dialect.newFileNames) return FILE.older.test(file);
  return file.split("/").every((part) => FILE.newer.test(part) && part !== "." && part !== "..");
}

/** Where the path of the request points; 400 from parameter validation for a wrong name (reference 6). */
function addressOf(call: RepositoryCall) {
  const { dialect } = call.world;
  const { name = "", version = "", file = "" } = call.params;
  const errors = [
    ...(NAME.test(name) ? [] : ["package_name is invalid"]),
    ...((dialect.looseVersions ? VERSION.loose : VERSION.first).test(version) ? [] : ["package_version is invalid"]),
    ...(isFileName(file, dialect) ? [] : ["file_name is invalid"]),
  ];
  if (errors.length > 0) throw new Refusal(complaint(400, errors.join(", ")));
  return { name, version, file };
}

/** Rights in the registry: a deploy token has what its scope says, anybody else what the role says. */
export function requireRegistry(call: RepositoryCall, role: RoleName): void {
  const { repo, token } = call;
  if (!repo.rules.packages) throw new Refusal(forbidden());
  if (role === "reporter" && !repo.private) return;
  if (!token) throw new Refusal(unauthorized());
  const level = levelOf(token, repo);
  // Its scope was checked when it was read; it cannot delete.
  if (token.kind === "deploy" && role !== "maintainer" && level > 0) return;
  if (level < ROLES[role]) throw new Refusal(forbidden());
}

/** A file of the same name is one more file, unless duplicates are switched off (reference 6). */
function refuseDuplicate({ repo }: RepositoryCall, address: ReturnType<typeof addressOf>): void {
  const { duplicates, duplicateException } = repo.rules;
  if (duplicates === "allowed" || duplicateException?.test(address.name)) return;
  const taken = findPackage(repo, address)?.files.some(({ name }) => name === address.file);
  if (taken) throw refuse(400, "400 Bad request - Duplicate package is not allowed");
}
