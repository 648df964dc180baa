import { describe, expect, it } from "vitest";
import type { Api } from "../shared/api";
import { ApiError } from "../shared/api";
import { createOnSale, isOnSale } from "./on_sale";

function catalogue(pages: readonly (readonly string[])[]): Api {
  return {
    async call(_name: string, { query }: { query: { cursor?: string } }) {
      const at = Number(query.cursor ?? 0);
      const items = pages[at]?.map((slug) => ({ slug }));
      return { ok: true, data: { items, next_cursor: at + 1 < pages.length ? String(at + 1) : null } };
    },
  } as unknown as Api;
}

describe("what was bought before", () => {
  it("is offered again while the catalogue sells it, on whatever page of it", async () => {
    const onSale = createOnSale(catalogue([["core", "year"], ["month"]]));
    await onSale.load();
    expect(["core", "month", "hidden"].map((slug) => isOnSale(onSale, slug))).toEqual([true, true, false]);
  });

  it("is not offered before that is known, nor when it cannot be known", async () => {
    const failed = { ok: false, error: new ApiError("unavailable", "") };
    const onSale = createOnSale({ call: async () => failed } as unknown as Api);
    expect(isOnSale(onSale, "core")).toBe(false);
    await onSale.load();
    expect(isOnSale(onSale, "core")).toBe(false);
  });
});
