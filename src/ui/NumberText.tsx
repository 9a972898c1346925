import { useFormats } from './useFormats';

/** A number as the language writes it, in tabular figures. Nothing known shows a dash. */
export function NumberText({
  value,
  options,
}: {
  value: number | string | null | undefined;
  options?: Intl.NumberFormatOptions;
}) {
  const formats = useFormats();
  if (value === null || value === undefined || value === '') return <span className="at-none">–</span>;
  return <bdi className="at-figure">{formats.number(Number(value), options)}</bdi>;
}
