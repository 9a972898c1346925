/** Whose forecast: a row of the roll-up. `key`: a person or team, null for the organisation. */
export interface Subject {
  whose: 'organisation' | 'team' | 'person';
  key: string | null;
  /** The team that a person is in, or that a team belongs to. */
  parent: string | null;
  weighted: number;
}

/** What a manager expects of somebody instead. */
export interface Adjustment {
  whose: Subject['whose'];
  key: string | null;
  amount: number | null;
}

const root = '';

/**
 * What each subject's forecast comes to once managers have had their say: their own adjustment where there is one, else
 * what rolls up, changed by the adjustments below it. An adjustment of a team stands for everybody in it. By key, the
 * organisation's under ''; only of those that any adjustment changes.
 */
export function adjustedForecasts(
  subjects: readonly Subject[],
  adjustments: readonly Adjustment[],
): Map<string, number> {
  const own = new Map(
    adjustments.flatMap(({ key, amount }) => (amount === null ? [] : [[key ?? root, amount] as const])),
  );
  const known = new Set(subjects.map(({ key }) => key ?? root));
  const below = new Map<string, Subject[]>();
  for (const subject of subjects) {
    if (subject.key === null) continue;
    const parent = subject.parent !== null && known.has(subject.parent) ? subject.parent : root;
    below.set(parent, [...(below.get(parent) ?? []), subject]);
  }
  const adjusted = new Map<string, number>();
  const visit = (key: string, weighted: number): number | null => {
    const changes = (below.get(key) ?? []).map((subject) => visit(subject.key ?? root, subject.weighted));
    const changed = changes.filter((change) => change !== null);
    const amount =
      own.get(key) ??
      (changed.length > 0 ? weighted + changed.reduce((sum, change) => sum + change, 0) : null);
    if (amount === null) return null;
    adjusted.set(key, amount);
    return amount - weighted;
  };
  visit(root, subjects.find(({ key }) => key === null)?.weighted ?? 0);
  if (!known.has(root)) adjusted.delete(root);
  return adjusted;
}
