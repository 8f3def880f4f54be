/**
 * What a page of ours may do, as the value of the header. Scripts, fonts, pictures and requests: from our own address alone, and
 * no script in the page itself.
 *
 * Styles in the page are allowed, because Ant Design writes its own into style elements while it runs. A nonce would need
 * every page to be written anew for each request, in place of one file that proxies and browsers keep; and what a foreign
 * style could do, send something out by loading a picture or a font, the other lines forbid.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
