// Runs in CloudFront for each request of a file (cloudfront-js-2.0). A path without an extension is an address of the page.
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it
function handler(event) {
  var request = event.request;
  if (!/\.[A-Za-z0-9]+$/.test(request.uri)) request.uri = '/index.html';
  request.cookies = {};
  return request;
}
