import type { Stage } from "./scene";

/** What holds for everything that ran in the suite; the last tests of it. */
export function takingCare(stage: Stage): void {
  it("showed no token to anybody", () => {
    expect(stage.runs).not.toEqual([]);
    for (const { stdout, stderr, outputs, summary, tokens } of stage.runs) {
      const lines = [stdout, stderr].flatMap((text) => text.split("\n"));
      const shown = [...lines.filter((line) => !line.startsWith("::add-mask::")), ...Object.values(outputs), summary];
      const secrets = tokens.filter((token) => token !== "");
      expect(shown.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
    }
  });

  it("showed no signed address", async () => {
    const secrets = (await stage.hosts()).flatMap((host) => host.secrets);
    for (const { log, outputs, summary } of stage.runs) {
      const shown = [log, ...Object.values(outputs), summary].join("\n");
      expect(secrets.filter((secret) => secret.test(shown))).toEqual([]);
    }
  });

  it("did nothing that a careful client does not do", async () => {
    expect((await stage.hosts()).flatMap(({ violations }) => violations)).toEqual([]);
  });

  it("sent only what the forge's API describes", async () => {
    const hosts = await stage.hosts();
    const requests = hosts.flatMap((host) => host.requests.map((request) => ({ host, request })));
    expect(requests).not.toEqual([]);
    const complaints = requests.flatMap(({ host, request }) =>
      host.complaints(request).map((complaint) => `${request.method} ${request.path}: ${complaint}`),
    );
    expect([...new Set(complaints)]).toEqual([]);
  });
}
