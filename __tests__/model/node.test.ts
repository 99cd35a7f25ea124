import { describe, expect, it } from "vitest";
import { tooOld } from "../../src/model/node";

describe("the version of Node", () => {
  it.each(["12.22.12", "16.20.2", "18.20.8", "20.0.0", "20.9.0", "20.18.0"])("%s is too old", (version) => {
    expect(tooOld(version)).toContain(`needs Node 20.18.1 or newer, and this is Node ${version}`);
  });

  it.each(["20.18.1", "20.18.2", "20.19.0", "20.100.0", "21.0.0", "22.1.0", "24.11.0", "100.0.0"])(
    "%s is new enough",
    (version) => {
      expect(tooOld(version)).toBeUndefined();
    },
  );
});
