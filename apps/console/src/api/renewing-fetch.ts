type Send = (request: Request | string) => Promise<Response>;

/**
 * Sends requests of a person who is signed in. The APIs accept a token of one hour. Only a read of `/session` replaces it, for as
 * long as the session lasts. So a request that an API answers with 401 is sent once more after a read of `/session`. Requests that
 * need it at the same time share one read.
 *
 * @returns a function that answers a request. If the session could not be renewed, it answers with the response of `/session`.
 */
export const renewingFetch = (send: Send): ((request: Request) => Promise<Response>) => {
  let reading: Promise<Response> | undefined;
  const readSession = async (): Promise<Response> => {
    reading ??= send('/session').finally(() => (reading = undefined));
    return (await reading).clone();
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/session') return readSession();
    if (!pathname.startsWith('/api/')) return send(request);
    const again = request.clone(); // a body can be sent once only
    const response = await send(request);
    if (response.status !== 401) return response;
    const session = await readSession();
    return session.ok ? send(again) : session;
  };
};
