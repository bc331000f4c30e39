// Runs in CloudFront for each request below /api and /session (cloudfront-js-2.0). It refuses changes that our page did not make,
// and turns the session's cookie into the header that the APIs verify. The token is never visible to scripts.
var refused = {
  statusCode: 403,
  statusDescription: 'Forbidden',
  headers: {
    'content-type': { value: 'application/problem+json' },
    'cache-control': { value: 'no-store' },
  },
  body: '{"type":"about:blank","status":403,"title":"Cannot do this: expected a request of our own page, with the header X-Dialplane-Console: 1"}',
};

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it
function handler(event) {
  var request = event.request;
  var headers = request.headers;
  var isRead = request.method === 'GET' || request.method === 'HEAD';
  var isOurs = headers['x-dialplane-console'] && headers['x-dialplane-console'].value === '1';
  var site = headers['sec-fetch-site'] ? headers['sec-fetch-site'].value : 'none';
  var isApi = request.uri.startsWith('/api/');
  if (!isRead && !isOurs) return refused;
  if (isApi && (site === 'cross-site' || site === 'same-site')) return refused;
  if (!isApi) return request;

  delete headers.authorization;
  var token = request.cookies['__Host-id'];
  if (token) headers.authorization = { value: 'Bearer ' + token.value };
  request.cookies = {};
  // The APIs have their routes at the root.
  request.uri = request.uri.replace(/^\/api\/[a-z]+/, '') || '/';
  return request;
}
