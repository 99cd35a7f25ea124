import { Refusal } from "../kernel/exchange";
import { levelOf } from "./access";
import { complaint, forbidden, refuse, unauthorized } from "./answers";
import { ROLES, type RepositoryCall, type RoleName } from "./state";
import type { Dialect } from "./versions";

const NAME = /^[A-Za-z0-9._\-+]+$/;
const VERSION = { first: /^\d+\.\d+\.\d+$/, loose: /^(?!.*\.\.)[\w+.-]+$/ };
/** Newer: also `~` and `@`, not first or last, and folders (reference 6). */
const FILE = { older: /^[A-Za-z0-9._\-+]+$/, newer: /^(?![~@])[A-Za-z0-9._\-+~@]+(?<![~@])$/ };

export interface PackageAddress {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

function isFileName(file: string, dialect: Dialect): boolean {
  if (!dialect.newFileNames) return FILE.older.test(file);
  return file.split("/").every((part) => FILE.newer.test(part) && part !== "." && part !== "..");
}

/** Where the path of the request points; 400 from parameter validation for a wrong name (reference 6). */
export function addressOf(call: RepositoryCall): PackageAddress {
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
export function refuseDuplicate(call: RepositoryCall, { name, version, file }: PackageAddress): void {
  const { duplicates, duplicateException } = call.repo.rules;
  if (duplicates === "allowed" || duplicateException?.test(name)) return;
  const known = call.repo.packages.find((one) => one.name === name && one.version === version);
  if (known?.files.some((one) => one.name === file)) {
    throw refuse(400, "400 Bad request - Duplicate package is not allowed");
  }
}
