export const handlers = {
  GET: () => Response.json({ ok: true }, { headers: { "cache-control": "no-store" } }),
};
