import { describe, expect, it } from "vitest";
import { withoutSignature } from "../../src/model/tag-text";

const block = (kind: string): string => `-----BEGIN ${kind}-----\n\niQIzBAABCAAdFiEE\n=abcd\n-----END ${kind}-----\n`;

describe("what a tag says", () => {
  it.each(["PGP SIGNATURE", "PGP MESSAGE", "SSH SIGNATURE", "SIGNED MESSAGE"])("ends before its %s", (kind) => {
    expect(withoutSignature(`Version 1\n\n- it whistles\n${block(kind)}`)).toBe("Version 1\n\n- it whistles");
    expect(withoutSignature(`Version 1\r\n${block(kind).replaceAll("\n", "\r\n")}`)).toBe("Version 1");
  });

  it.each<[string, string, string]>([
    ["no signature", "One\n\nTwo\n\n", "One\n\nTwo"],
    ["two signatures", `One\n${block("PGP SIGNATURE")}${block("SSH SIGNATURE")}`, "One"],
    ["a signature that was cut off", "One\n-----BEGIN PGP SIGNATURE-----\n\niQIz", "One"],
    ["nothing but a signature", block("PGP SIGNATURE"), ""],
    [
      "one that is quoted",
      `Check it:\n\n${block("PGP SIGNATURE")}\nas said`,
      `Check it:\n\n${block("PGP SIGNATURE")}\nas said`,
    ],
    [
      "one that is quoted, and one of its own",
      `A\n${block("PGP SIGNATURE")}B\n${block("PGP SIGNATURE")}`,
      `A\n${block("PGP SIGNATURE")}B`,
    ],
    ["a key", `A\n${block("PGP PUBLIC KEY BLOCK")}`, `A\n${block("PGP PUBLIC KEY BLOCK")}`.trim()],
    ["one that is indented", `A\n  -----BEGIN PGP SIGNATURE-----`, "A\n  -----BEGIN PGP SIGNATURE-----"],
  ])("with %s", (_, message, expected) => {
    expect(withoutSignature(message)).toBe(expected);
  });
});
