import { useTranslation } from 'react-i18next';
import { useFormats } from './useFormats';

/** By how many characters (as Postgres counts them) a text is longer than it may be; 0 while it fits. */
export const tooLongBy = (text: string, longest: number): number =>
  // No text has more characters than UTF-16 units: most need no counting.
  text.length <= longest ? 0 : Math.max(0, [...text.trim()].length - longest);

/** Says that a text is too long and by how much: it is never cut, so that what was pasted is not lost unseen. */
export function TooLong({ text, longest }: { text: string; longest: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const over = tooLongBy(text, longest);
  return (
    <div role="alert" className="at-too-long" hidden={over === 0}>
      {over > 0 ? t('form.check.over', { over: formats.number(over), max: formats.number(longest) }) : null}
    </div>
  );
}
