import { type ReactNode, useState } from 'react';
import type { FieldType } from '../../lib/checks';
import { toAtriumError } from '../../lib/errors';
import { type Clash, changedFields, mergeChanges, type Values } from '../../lib/merge-changes';
import { ConflictDialog, type Side } from './ConflictDialog';
import { NotDecided } from './NotDecided';
import type { FieldDef } from './types';

/** A version of a record, as a form sees it. */
export interface Version {
  values: Values;
  /** The `updated_at` of each part, null for a part that is not there. */
  versions: Record<string, string | null>;
  /** Who saved it last, and when. */
  who: string | null;
  when: string | null;
}

/** What a save wrote: the fields that changed, among the values as they then were. */
export interface Saved {
  names: string[];
  values: Values;
}

interface Asked {
  clashes: Clash[];
  version: Version;
  decide: (choice: Record<string, Side> | null) => void;
}

const tries = 3;

/**
 * Saves over what others saved meanwhile, field by field: what only they changed stays theirs, what only I changed
 * becomes mine, and where both changed one field the person decides in a dialog. Returns the save, the dialog, and what takes a
 * save back.
 */
export function useMergingSave({
  fields,
  load,
  write,
  show,
}: {
  fields: readonly FieldDef[];
  /** The record as it is now. Rejects with `gone` when it is no more. */
  load: () => Promise<Version>;
  /** Saves these fields over this version. Rejects with `conflict` when it is no longer the newest. */
  write: (values: Values, changed: string[], over: Version) => Promise<void>;
  show: (field: FieldDef, value: unknown) => ReactNode;
}) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const types: Record<string, FieldType> = Object.fromEntries(fields.map(({ name, type }) => [name, type]));
  const fieldOf = (name: string) => fields.find((field) => field.name === name);

  const ask = (clashes: Clash[], version: Version) =>
    new Promise<Record<string, Side> | null>((decide) => setAsked({ clashes, version, decide })).finally(() =>
      setAsked(null),
    );

  /**
   * Saves `mine`, which was made of `loaded`, and gives what it wrote. Rejects with NotDecided when the person goes back to the
   * form.
   */
  const save = async (loaded: Version, mine: Values): Promise<Saved> => {
    let base = loaded;
    let wanted = mine;
    for (let turn = 1; ; turn++) {
      const names = changedFields(types, base.values, wanted);
      try {
        if (names.length > 0) await write(wanted, names, base);
        return { names, values: wanted };
      } catch (error) {
        if (toAtriumError(error).kind !== 'conflict' || turn === tries) throw error;
        const theirs = await load();
        const { clashes, theirsOnly } = mergeChanges(types, {
          base: base.values,
          mine: wanted,
          theirs: theirs.values,
        });
        const choice = clashes.length > 0 ? await ask(clashes, theirs) : {};
        if (!choice) throw new NotDecided();
        const given = clashes.filter(({ name }) => choice[name] === 'theirs').map(({ name }) => name);
        const kept = [...theirsOnly, ...given].map((name) => [name, theirs.values[name]]);
        wanted = { ...wanted, ...Object.fromEntries(kept) };
        base = theirs;
      }
    }
  };

  /**
   * Takes a save back: `giveBack` writes what was there before over the version that is there now. Gives false, and changes
   * nothing, where somebody has changed one of its fields again. Works after the page that saved is gone.
   */
  const takeBack = async (
    { names, values }: Saved,
    giveBack: (over: Version) => Promise<unknown>,
  ): Promise<boolean> => {
    for (let turn = 1; ; turn++) {
      const now = await load();
      if (changedFields(types, values, now.values).some((name) => names.includes(name))) return false;
      try {
        await giveBack(now);
        return true;
      } catch (error) {
        if (toAtriumError(error).kind !== 'conflict' || turn === tries) throw error;
      }
    }
  };

  const dialog = asked ? (
    <ConflictDialog
      who={asked.version.who}
      when={asked.version.when}
      clashes={asked.clashes}
      labelOf={(name) => fieldOf(name)?.label ?? name}
      show={(name, value) => {
        const field = fieldOf(name);
        return field ? show(field, value) : String(value);
      }}
      onChoose={asked.decide}
      onCancel={() => asked.decide(null)}
    />
  ) : null;

  return { save, takeBack, dialog };
}
