import { Refusal } from "../kernel/exchange";
import { internal, refuse } from "./answers";
import type { Call } from "./state";

/** Enough for Go's http.DetectContentType. */
export const SNIFFED = 1024;

const MAGIC: readonly (readonly [string, Buffer])[] = [
  ["application/zip", Buffer.from("PK\u0003\u0004")],
  ["application/x-gzip", Buffer.from("1f8b08", "hex")],
  ["application/pdf", Buffer.from("%PDF-")],
  ["image/png", Buffer.from("89504e470d0a1a0a", "hex")],
  ["image/gif", Buffer.from("GIF8")],
  ["image/jpeg", Buffer.from("ffd8ff", "hex")],
];

/** Like Go: known beginnings, then text unless a control character speaks against it. Nothing at all is text. */
export function sniff(head: Buffer): string {
  const known = MAGIC.find(([, start]) => head.subarray(0, start.length).equals(start));
  if (known) return known[0];
  if (/^\s*<(?:!doctype html|html|head|body|p|div)\b/i.test(head.toString("latin1"))) return "text/html";
  const control = (byte: number): boolean => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte);
  return head.subarray(0, 512).some(control) ? "application/octet-stream" : "text/plain";
}

const extensionOf = (name: string): string => (/\.[^./]*$/.exec(name)?.[0] ?? "").toLowerCase();

function matches(entry: string, name: string, type: string | undefined): boolean {
  if (entry === "*/*") return true;
  if (entry.startsWith(".")) return entry === extensionOf(name);
  if (type === undefined) return false;
  return entry.endsWith("/*") ? type.startsWith(entry.slice(0, -1)) : entry === type;
}

/** `[repository.release] ALLOWED_TYPES` (reference 6). @param head undefined on a rename: only the name counts */
export function checkType(call: Call, name: string, head: Buffer | undefined): void {
  const { world } = call;
  const allowed = world.allowedTypes.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== "");
  const type = head && sniff(head);
  if (allowed.length === 0 || allowed.some((entry) => matches(entry, name, type))) return;
  throw refuse(world, head ? 400 : 422, world.dialect.forbiddenType);
}

/** The column holds 255 characters; what a strict database does with more: unverified, chosen 500 (reference 6). */
export function checkName(call: Call, name: string): void {
  if ([...name].length > 255) throw new Refusal(internal(call.world));
}
