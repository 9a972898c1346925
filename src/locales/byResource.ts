/** Each resource's texts under the resource's folder name. */
export function byResource(byPath: Record<string, Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(byPath).map(([path, own]) => [path.split('/').at(-3), own]));
}
