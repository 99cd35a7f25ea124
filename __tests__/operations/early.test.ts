import { begun, early } from "../../src/operations/early";

describe("a look that is begun early", () => {
  it("is begun behind its caller, and taken later", async () => {
    const begunAt: string[] = [];
    const look = early(() => {
      begunAt.push("look");
      return Promise.resolve("seen");
    });
    begunAt.push("caller");
    await new Promise((done) => setImmediate(done));
    begunAt.push("taken");
    expect(await look.take()).toBe("seen");
    expect(begunAt).toEqual(["caller", "look", "taken"]);
  });

  it("hears when nobody needs it, and then fails for nobody", async () => {
    const heard: boolean[] = [];
    const look = early(
      (signal) =>
        new Promise((_, fail) => {
          signal.addEventListener("abort", () => {
            heard.push(signal.aborted);
            fail(new Error("ended"));
          });
        }),
    );
    await new Promise((done) => setImmediate(done));
    look.drop();
    await new Promise((done) => setImmediate(done));
    expect(heard).toEqual([true]);
  });

  it("tells its failure to whoever takes it, however late", async () => {
    const look = early(() => Promise.reject(new Error("no right")));
    await new Promise((done) => setImmediate(done));
    await expect(look.take()).rejects.toThrow("no right");
  });

  it("has the first part of a stream, and asks for the others as they are needed", async () => {
    const asked: number[] = [];
    // eslint-disable-next-line @typescript-eslint/require-await -- a stream whatever it holds
    async function* numbers(): AsyncGenerator<number> {
      for (const one of [1, 2, 3]) {
        asked.push(one);
        yield one;
      }
    }
    const stream = await begun(numbers());
    expect(asked).toEqual([1]);
    for await (const one of stream) if (one === 2) break;
    expect(asked).toEqual([1, 2]);
  });
});
