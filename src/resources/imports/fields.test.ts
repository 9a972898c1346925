import { expect, test } from 'vitest';
import { analyse } from '../../lib/import/analyse';
import en from '../../lib/import/locales/en.json';
import fa from '../../lib/import/locales/fa.json';
import zhCN from '../../lib/import/locales/zh-CN.json';
import zhTW from '../../lib/import/locales/zh-TW.json';
import { detect } from '../../lib/import/rows';
import { suggestMapping } from '../../lib/import/suggest';
import { fieldsOf, targets } from '../../lib/import/targets';
import type { Field } from '../../lib/import/types';

const value = ({ type }: Field) =>
  ({ date: '2026-03-14', number: '12', integer: '12', email: 'ada@lovelace.example' })[type as string] ?? 'a';

/** The field to which a column of this name goes, in a file that has no other. */
async function suggested(target: (typeof targets)[number], name: string, field: Field) {
  const bytes = new TextEncoder().encode(`"${name}"\n${value(field)}\n`);
  const file = {
    name: 'file.csv',
    size: bytes.length,
    async *bytes() {
      yield bytes;
    },
  };
  const analysis = await analyse(file, await detect(file));
  return suggestMapping(analysis, target, { today: '2026-11-21' }).columns[name]?.field;
}

test.each(Object.entries({ en, 'zh-CN': zhCN, 'zh-TW': zhTW, fa }))(
  'a column that is named as the app names the field goes there (%s)',
  async (_, texts) => {
    for (const target of targets) {
      const labels: Record<string, string> = texts.imports.fields[target];
      for (const field of fieldsOf(target)) {
        const label = labels[field.key] ?? '';
        expect([target, label, await suggested(target, label, field)]).toEqual([target, label, field.key]);
      }
    }
  },
);
