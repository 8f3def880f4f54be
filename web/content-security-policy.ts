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

/**
 * The same for the thread that runs impact assessments, which is a file of its own and keeps its own policy: its solver is WebAssembly. It
 * needs no more than this, so that pages are not let run any.
 */
export const ASSESSMENT_THREAD_POLICY = CONTENT_SECURITY_POLICY.replace(
  "script-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
);
/** The file of that thread, as it is built. */
export const ASSESSMENT_THREAD = /[\\/]assets[\\/]assessment-thread-[\w-]+\.js(\.br|\.gz)?$/;
