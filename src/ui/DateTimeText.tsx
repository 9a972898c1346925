import { Tooltip } from 'antd';
import { useFormats } from './useFormats';

/** A moment, relative with the exact one on hover and focus; `as="date"` shows the calendar day alone. */
export function DateTimeText({
  value,
  as = 'relative',
}: {
  value: string | null | undefined;
  as?: 'relative' | 'date' | 'exact';
}) {
  const formats = useFormats();
  if (!value) return <span className="at-none">–</span>;
  if (as !== 'relative') {
    return (
      <time dateTime={value} className="at-figure">
        {as === 'date' ? formats.date(value) : formats.exact(value)}
      </time>
    );
  }
  return (
    <Tooltip title={formats.exact(value)}>
      <time dateTime={value} className="at-figure">
        {formats.relative(value)}
      </time>
    </Tooltip>
  );
}
