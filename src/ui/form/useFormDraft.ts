import { useState } from 'react';
import { useLocation } from 'react-router';
import type { FieldType } from '../../lib/checks';
import { currentTime } from '../../lib/clock';
import { drafts } from '../../lib/drafts';
import { mergeChanges, type Values } from '../../lib/merge-changes';
import { useMe } from '../../providers/me';

/** What was typed into a form, and what stood there before. */
interface Kept {
  at: string;
  base: Values;
  mine: Values;
}

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function keptUnder(key: string): Kept | null {
  const found = drafts.read(key);
  return isRecord(found) && typeof found.at === 'string' && isRecord(found.base) && isRecord(found.mine)
    ? { at: found.at, base: found.base, mine: found.mine }
    : null;
}

const only = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

/** The beginning of the keys of everything that is typed into forms and not saved. */
export const formDrafts = 'form.';

/** The key of drafts of this page's form: the person's and the address's own. */
export function useDraftKey(form: string): string {
  const { profile } = useMe();
  const { pathname, search } = useLocation();
  const [key] = useState(`${formDrafts}${profile.id}.${pathname}${search}.${form}`);
  return key;
}

export interface FormDraft {
  /** What is to stand in the form when it opens: the record's values, with what was typed and never saved over them. */
  opening: Values;
  /** When that was typed; null when nothing was brought back. */
  from: string | null;
  /** The names of fields that somebody else changed since, and differently. */
  clashes: string[];
  /** Keeps the values of the fields that changed; with none of them, gives the draft up. */
  keep(values: Values, changed: readonly string[]): void;
}

/** The draft of a form under a key (`useDraftKey`); `start` is what the record has. */
export function useFormDraft(key: string, types: Record<string, FieldType>, start: Values): FormDraft {
  const [found] = useState(() => {
    const kept = keptUnder(key);
    if (!kept) return null;
    const mine = only(
      kept.mine,
      Object.keys(kept.mine).filter((name) => name in types),
    );
    return Object.keys(mine).length > 0 ? { ...kept, mine } : null;
  });
  return {
    opening: found ? { ...start, ...found.mine } : start,
    from: found?.at ?? null,
    clashes: found
      ? mergeChanges(types, {
          base: found.base,
          mine: { ...found.base, ...found.mine },
          theirs: only(start, Object.keys(found.base)),
        }).clashes.map(({ name }) => name)
      : [],
    keep(values, changed) {
      if (changed.length === 0) drafts.drop(key);
      else
        drafts.keep(key, {
          at: currentTime().toISOString(),
          base: only(start, changed),
          mine: only(values, changed),
        });
    },
  };
}
