import type { AssetTitle } from "../forge";

/**
 * The name under which GitHub stores an asset. The server rewrites silently; its answer is the truth, this is the
 * best known model of it: diacritics go, a leading dot gets `default` before it, every run of other characters becomes
 * one dot, dots at the ends go.
 */
export function storedName(name: string): string {
  const ascii = name.normalize("NFD").replace(/\p{Mn}/gu, "");
  const prefixed = ascii.startsWith(".") ? `default${ascii}` : ascii;
  const stored = prefixed.replace(/[^A-Za-z0-9_+@-]+/g, ".").replace(/^\.+|\.+$/g, "");
  if (stored === "") return "default";
  return stored === name || stored.includes(".") ? stored : `default.${stored}`;
}

/**
 * Why an address that `upload_url` names may not be given the token; `undefined` where it may. Plain http is a matter of
 * where the bytes of this very address go, whatever the API's own is.
 */
export function uploadRefusal(
  upload: URL,
  known: { readonly apiUrl: string; readonly serverUrl: string; readonly mayTravelPlain: (url: URL) => boolean },
): "another host" | "plain http" | undefined {
  const [api, server] = [new URL(known.apiUrl), new URL(known.serverUrl)];
  const sibling = api.hostname.startsWith("api.") ? `uploads.${api.hostname.slice("api.".length)}` : undefined;
  if (![api.hostname, server.hostname, sibling].includes(upload.hostname)) return "another host";
  return upload.protocol === "https:" || (upload.protocol === "http:" && known.mayTravelPlain(upload))
    ? undefined
    : "plain http";
}

/** The address of an upload: the template cut at `{`, plus name and label. A label only where the template has one. */
export function uploadAddress(
  template: string,
  { name, label }: Pick<AssetTitle, "name" | "label">,
): { readonly url: URL; readonly takesLabel: boolean } {
  const [path = "", tail = ""] = template.split("{", 2);
  const url = new URL(path);
  const takesLabel = tail.includes("label");
  url.searchParams.set("name", name);
  if (takesLabel && label !== undefined) url.searchParams.set("label", label);
  return { url, takesLabel };
}
