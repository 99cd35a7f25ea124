import { PublishError, orElse } from "../../errors";
import { type Authorities, type Heard, HttpError, type Http, type TroublePlace, troublePlace } from "../../http";
import { durationWords } from "../../model/duration";
import { type Finding, ok, unknown, warning, wrong } from "../../model/finding";
import type { Target } from "../../request/target/target";

/** The way to a server, as far as it was gone. */
export interface Way {
  readonly findings: readonly Finding[];
  /** The server answers. */
  readonly open: boolean;
  readonly throughProxy: boolean;
}

/** Every status is an answer. */
const ANY = Array.from({ length: 500 }, (_, index) => 100 + index);

/** Goes the way to a server as all requests do, without a token: proxy, certificate, answer. */
export async function goTo(
  target: Target,
  at: { readonly http: Http; readonly authorities: readonly Authorities[] },
): Promise<Way> {
  const url = new URL(target.apiUrl);
  const proxy = proxyTo(url, at.http);
  if ("wrong" in proxy) return { findings: [proxy.wrong], open: false, throughProxy: true };
  const throughProxy = proxy.address !== undefined;
  const failure = await knock(url, at.http);
  const place = failure === undefined ? undefined : (troublePlace(failure, throughProxy) ?? "server");
  const bad = failure === undefined || place === undefined ? [] : [wrong(place, failure)];
  const fine = (check: TroublePlace, line: string): Finding[] => (place === check ? bad : [ok(check, line)]);
  const server = `${target.module.title} at ${target.serverUrl} (${target.because}), API at ${target.apiUrl}.`;
  return {
    findings: [
      ...(failure === undefined
        ? [ok("server", server)]
        : place === "server"
          ? bad
          : [unknown("server", `Not reached: ${server}`, BELOW)]),
      ...fine(
        "proxy",
        proxy.address === undefined ? "None stands before the server." : `Requests go through ${proxy.address}.`,
      ),
      ...certificate(url, { place, bad, authorities: at.authorities, reached: failure === undefined }),
    ],
    open: failure === undefined,
    throughProxy,
  };
}

const BELOW = "Mend the proxy or the certificate first.";

function certificate(
  { protocol }: URL,
  at: {
    readonly place: TroublePlace | undefined;
    readonly bad: readonly Finding[];
    readonly authorities: readonly Authorities[];
    readonly reached: boolean;
  },
): readonly Finding[] {
  if (protocol !== "https:") return [ok("certificate", "None: the server is spoken to over plain http.")];
  if (at.place === "certificate") return at.bad;
  const files = at.authorities.map(({ file }) => file);
  const by = files.length === 0 ? "Node's own authorities" : `Node's own authorities and ${files.join(", ")}`;
  if (at.reached) return [ok("certificate", `Trusted by ${by}.`)];
  return [
    unknown("certificate", "Not known: the server was not reached.", "Mend what is wrong above, and run this again."),
  ];
}

/** The proxy before an address, without what may be a password in it. */
function proxyTo(url: URL, http: Http): { readonly address: string | undefined } | { readonly wrong: Finding } {
  try {
    const proxy = http.proxyFor(url);
    return { address: proxy && `${proxy.protocol}//${proxy.host}` };
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    return { wrong: wrong("proxy", error) };
  }
}

/** Why no answer came, or one that says that something stands before the server; `undefined` where it answered. */
function knock({ href, origin }: URL, http: Http): Promise<unknown> {
  const doing = `asking whether ${origin} answers`;
  const api = http.open({ base: href.replace(/\/$/, ""), credentials: {}, headers: { accept: "*/*" }, quick: true });
  const ask = async (): Promise<unknown> => {
    const answer = await api.attempt(() => api.once({ doing, method: "GET", at: "", accept: ANY }), { doing });
    const isNone = answer.status === 407 || answer.status === 511 || answer.status >= 500;
    return isNone ? api.refusal(doing, new HttpError({ ...answer, body: answer.body() })) : undefined;
  };
  return orElse(ask, (error) => error);
}

/** Milliseconds that clocks may differ by before anybody is told. */
const TOLERATED = 2 * 60_000;

/** Listens to what answers say of the time. */
export function createEar(now: () => number): { heard(answer: Heard): void; found(): Finding } {
  const offsets: number[] = [];
  return {
    heard({ headers }) {
      const told = Date.parse(headers.date ?? "");
      // What a cache keeps says the time at which it was made.
      const age = /^\d{1,9}$/.test(headers.age ?? "") ? Number(headers.age) * 1000 : 0;
      if (!Number.isNaN(told)) offsets.push(now() - told - age);
    },
    found() {
      const least = offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
      if (least === undefined)
        return unknown(
          "clock",
          "Not known: no answer told the time.",
          "Compare the clock of this machine with another one.",
        );
      if (Math.abs(least) <= TOLERATED) return ok("clock", "The clock of this machine and that of the server agree.");
      const minutes = Math.round(Math.abs(least) / 60_000) * 60_000;
      return warning(
        "clock",
        `The clock of this machine is ${durationWords(minutes)} ${least > 0 ? "ahead of" : "behind"} the server's.`,
        "Set it (NTP): certificates and signed addresses are valid for a time only.",
      );
    },
  };
}
