import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateTimeText } from '../DateTimeText';
import type { FieldDef } from '../form/types';
import { EmailLink, WebLink } from '../links';
import { Money } from '../Money';
import { Phone } from '../Phone';
import { useFormats } from '../useFormats';

/** Whether there is nothing to be read. */
export const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A field's value as it is read, in the words and figures of the language; a dash for nothing. */
export function FactValue({
  field,
  value,
  country,
}: {
  field: FieldDef;
  value: unknown;
  /** The country whose phone numbers are meant. */
  country?: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  if (field.show) return field.show(value);
  if (field.type === 'switch') return t(value === true ? 'form.yes' : 'form.no');
  if (isEmpty(value)) return <span className="at-none">–</span>;
  const text = String(value);
  switch (field.type) {
    case 'email':
      return <EmailLink value={text} />;
    case 'phone':
      return <Phone value={text} country={country} />;
    case 'url':
    case 'domain':
      return <WebLink value={text} />;
    case 'country':
      return <bdi>{formats.region(text)}</bdi>;
    case 'language':
      return <bdi>{formats.languageName(text)}</bdi>;
    case 'date':
      return <DateTimeText value={text} as="date" />;
    case 'number': {
      if (field.currency) return <Money value={text} currency={field.currency} />;
      const year = field.whole && field.most !== undefined && field.most < 10_000;
      return <bdi className="at-figure">{formats.number(Number(value), { useGrouping: !year })}</bdi>;
    }
    case 'select':
      return <bdi>{field.options?.find((option) => option.value === text)?.label ?? text}</bdi>;
    case 'person':
    case 'record':
      return <bdi>{field.labelOf?.(text) ?? text}</bdi>;
    case 'tags':
      return (
        <span className="at-tags">
          {(Array.isArray(value) ? value : []).map((item) => (
            <bdi key={String(item)} className="at-tag">
              {String(item)}
            </bdi>
          ))}
        </span>
      );
    case 'multiline':
      return (
        <p className="at-prose" dir="auto">
          {text}
        </p>
      );
    default:
      return <bdi>{text}</bdi>;
  }
}
