import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui';
import { useCustomWords } from '../../ui/custom/useCustomWords';
import { type Change, setFields } from './job';

/** Says what a change did: "Moved “Acme” to the trash", "Changed tier of 12 records". */
export function useSay(): (change: Change) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const custom = useCustomWords();
  return useCallback(
    ({ resource, action, label, changes, total_rows }) => {
      const rows = { count: total_rows, number: formats.number(total_rows) };
      if (label !== null) return t(`changes.lines.${action}Named`, { ...rows, name: `\u2068${label}\u2069` });
      return t(`changes.lines.${action}`, {
        ...rows,
        fields: formats.list(setFields({ changes }).map(([field]) => custom.field(resource, field))),
      });
    },
    [t, formats, custom],
  );
}
