/** Puts each resource's texts under the resource's folder name, beside the shell's. */
export function mergeTexts(
  shell: Record<string, unknown>,
  byPath: Record<string, Record<string, unknown>>,
): Record<string, unknown> {
  const texts: Record<string, unknown> = { ...shell };
  for (const [path, own] of Object.entries(byPath)) {
    const name = path.split('/').at(-3);
    if (name) texts[name] = own;
  }
  return texts;
}
