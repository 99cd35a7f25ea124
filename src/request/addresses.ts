/** Whether two addresses are the same place: host, port and path. */
export function same(a: string, b: string | undefined): boolean {
  return (
    b !== undefined &&
    new URL(a).host === new URL(b).host &&
    new URL(trimmed(a)).pathname === new URL(trimmed(b)).pathname
  );
}

/** `https://api.host` and `https://host/api/v3` → `https://host` */
export function webOf(apiUrl: string | undefined): string | undefined {
  if (apiUrl === undefined) return undefined;
  const url = new URL(apiUrl);
  const path = url.pathname.replace(/\/api\/v\d+\/*$/, "").replace(/\/+$/, "");
  return `${url.protocol}//${url.host.replace(/^api\./, "")}${path}`;
}

/** Without a slash at the end. */
export function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}

/** What is wrong with an address that an input gives. */
export function badUrl(name: string, url: string | undefined): string[] {
  if (url === undefined) return [];
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    return [`${name} must be a web address such as https://git.example.com, not “${url}”.`];
  return parsed.username === "" && parsed.password === ""
    ? []
    : [`${name} must not hold a user or a password; give the token as token.`];
}
