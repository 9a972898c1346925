/**
 * What a browser may do with our pages. Scripts, connections and fonts come from this address alone, and no script stands in
 * a page. Styles are the exception: antd writes its style sheets into the page while it runs, and a static host has no
 * per-page number (nonce) to sign them with; a style cannot run code. In development Vite puts a script into the page.
 */
export function contentSecurityPolicy(development: boolean): string {
  const script = development ? "'self' 'unsafe-inline'" : "'self'";
  return [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The headers of every answer. (No referrer: the address of the password page holds a token.) */
export function securityHeaders(development: boolean, https: boolean): [string, string][] {
  return [
    ['content-security-policy', contentSecurityPolicy(development)],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'no-referrer'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ...(https ? [['strict-transport-security', 'max-age=31536000'] satisfies [string, string]] : []),
  ];
}
