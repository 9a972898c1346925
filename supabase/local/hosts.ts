/** Whether a host name or number means this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/**
 * Whether a request may be answered by the name it came under. A stack for this machine alone is asked by this machine's
 * names: so no page of the internet can have its own name point here and speak as one of ours.
 */
export function mayAsk(
  hostHeader: string | undefined,
  options: { host: string; publicUrl: string | undefined },
): boolean {
  if (!isLoopback(options.host)) return true;
  if (!hostHeader || !URL.canParse(`http://${hostHeader}`)) return false;
  const asked = new URL(`http://${hostHeader}`);
  if (isLoopback(asked.hostname)) return true;
  return options.publicUrl !== undefined && new URL(options.publicUrl).hostname === asked.hostname;
}

/** The address to open in a browser of this machine. */
export function localUrl(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
