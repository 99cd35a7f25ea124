import type { Commit } from "../../model/commit";

/** Characters of a message that are read. */
const MOST = 64 * 1024;

/** Reads a commit's object. https://git-scm.com/docs/git-commit-tree#_commit_information */
export function readCommit(id: string, bytes: Buffer): Commit {
  const { headers, message } = partsOf(bytes);
  const parents = headers.flatMap((line) => /^parent ([0-9a-f]{64}|[0-9a-f]{40})$/.exec(line)?.[1] ?? []);
  const [, time] =
    /^committer .*> (\d{1,15}) /m.exec(headers.find((line) => line.startsWith("committer ")) ?? "") ?? [];
  return { id, parents, time: Number(time ?? 0), message };
}

/** The message of an annotated tag's object, with whatever its signature added. */
export function messageOfTag(bytes: Buffer): string {
  return partsOf(bytes).message;
}

function partsOf(bytes: Buffer): { readonly headers: readonly string[]; readonly message: string } {
  const end = bytes.indexOf("\n\n");
  const headers = bytes.toString("latin1", 0, end < 0 ? bytes.length : end).split("\n");
  const encoding = headers.flatMap((line) => /^encoding (\S+)$/.exec(line)?.[1] ?? [])[0];
  const message = end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + 2, end + 2 + MOST);
  return { headers, message: decoded(message, encoding) };
}

/** Git keeps the bytes as they were typed, and names an encoding that is not UTF-8. */
function decoded(bytes: Buffer, encoding = "utf-8"): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return bytes.toString("utf8");
  }
}
