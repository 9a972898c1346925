import { useFormats } from './useFormats';

/** An amount in its currency, in tabular figures. Nothing known shows a dash. */
export function Money({
  value,
  currency,
  compact = false,
}: {
  value: number | string | null | undefined;
  currency: string | null | undefined;
  compact?: boolean;
}) {
  const formats = useFormats();
  if (value === null || value === undefined || value === '' || !currency)
    return <span className="at-none">–</span>;
  return <bdi className="at-figure">{formats.money(Number(value), currency, { compact })}</bdi>;
}
