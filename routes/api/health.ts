export const handlers = {
  GET: () => Response.json({ ok: true }),
};
