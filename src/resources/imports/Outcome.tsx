import { useTranslation } from 'react-i18next';
import type { ImportCounts } from '../../lib/import/api';
import { StatusTag, type Tone, useFormats } from '../../ui';

const shown: [keyof Omit<ImportCounts, 'notes'>, Tone][] = [
  ['create', 'good'],
  ['update', 'info'],
  ['skip', 'neutral'],
  ['refuse', 'bad'],
];

/** How many rows are (or were) created, updated, left and refused, and what was filled in or left open. */
export function Outcome({ counts, done }: { counts: Partial<ImportCounts>; done: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const tense = done ? 'did' : 'will';
  return (
    <>
      <ul className="imports-tiles">
        {shown.map(([key, tone]) => (
          <li key={key}>
            <span className="imports-figure">{formats.number(counts[key] ?? 0)}</span>
            <StatusTag tone={(counts[key] ?? 0) > 0 ? tone : 'neutral'}>
              {t(`imports.${tense}.${key}`)}
            </StatusTag>
          </li>
        ))}
      </ul>
      {Object.keys(counts.notes ?? {}).length > 0 ? (
        <ul className="imports-notes">
          {Object.entries(counts.notes ?? {}).map(([key, count]) => (
            <li key={key}>
              {t('imports.noteCount', { count: formats.number(count), text: t(`imports.notes.${key}`) })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
