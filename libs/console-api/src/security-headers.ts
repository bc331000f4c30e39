/**
 * Headers of every response to a browser. The policy allows scripts and styles from our own files only: neither inline ones nor
 * those of other hosts (CSP Level 3, w3.org/TR/CSP3).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The features of browsers that the page does not need, and so does not get. */
export const permissionsPolicy = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** The header of each request of the page. A foreign page cannot send it without asking first, which is refused. */
export const csrfHeader = 'X-Dialplane-Console';
