import { Input, InputNumber, Select, Switch } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { maxLength } from '../../lib/checks';
import { currencyOptions } from '../../lib/choices';
import { countryOptions } from '../../lib/countries';
import { languageOptions } from '../../lib/languages';
import { readNumber } from '../../lib/numbers';
import { DateField } from '../DateField';
import { useClear } from '../useClear';
import { useFormats } from '../useFormats';
import { ManyControl } from './ManyControl';
import { PhoneInput } from './PhoneInput';
import { SearchSelect } from './SearchSelect';
import { SuggestInput } from './SuggestInput';
import type { FieldDef } from './types';

interface ControlProps {
  field: FieldDef;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  disabled?: boolean;
  autoFocus?: boolean;
  /** The country whose phone numbers are meant. */
  country?: string | null;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean | 'true' | 'false';
  'aria-required'?: boolean | 'true' | 'false';
}

const keyboards = { email: 'email', url: 'url', domain: 'url' } as const;

/** The options of a field that is chosen from a list, null for one that is typed. */
function useOptions(field: FieldDef) {
  const { i18n } = useTranslation();
  return useMemo(() => {
    if (field.type === 'country') return countryOptions(i18n.language);
    if (field.type === 'currency') return currencyOptions(i18n.language);
    if (field.type === 'language') return languageOptions(i18n.language);
    return field.type === 'select' ? field.options : undefined;
  }, [field.type, field.options, i18n.language]);
}

/** The control that a field is filled in by. Made for `Form.Item`, and for editing in place. */
export function FieldControl({ field, country, ...props }: ControlProps) {
  const clear = useClear();
  const formats = useFormats();
  const options = useOptions(field);
  const { value, onChange, ...common } = props;
  const text = typeof value === 'string' ? value : '';

  const Own = field.control;
  if (Own) return <Own {...common} value={value} onChange={onChange} />;
  if (field.type === 'tags' && field.options)
    return <ManyControl {...common} value={value} onChange={onChange} options={field.options} />;
  if (options)
    return (
      <Select
        {...common}
        className="at-wide"
        value={text || undefined}
        options={[...options]}
        allowClear={!field.required && clear}
        showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
        onChange={(next?: string) => onChange?.(next ?? null)}
      />
    );
  if (field.type === 'text' && field.suggest)
    return <SuggestInput {...common} suggest={field.suggest} value={text} onChange={onChange} />;
  switch (field.type) {
    case 'tags':
    case 'person':
    case 'record':
      return <SearchSelect {...common} field={field} value={value} onChange={onChange} />;
    case 'switch':
      return <Switch {...common} checked={value === true} onChange={onChange} />;
    case 'date':
      return <DateField {...common} value={text || null} onChange={onChange} />;
    case 'number':
      return (
        <InputNumber<number | string>
          {...common}
          className="at-wide"
          value={value === null || value === undefined ? null : Number(value)}
          controls={false}
          precision={field.whole ? 0 : undefined}
          suffix={field.currency}
          // what is no number is not taken over, what is empty is
          parser={(typed) => (typed?.trim() ? readNumber(typed, formats.locale) : '')}
          formatter={(number, { userTyping, input }) =>
            userTyping ? input : writeNumber(number, field, formats.locale)
          }
          onChange={onChange}
        />
      );
    case 'phone':
      return (
        <PhoneInput
          {...common}
          value={text}
          onChange={onChange}
          country={country}
          longest={maxLength(field)}
        />
      );
    case 'multiline':
      return (
        <Input.TextArea
          {...common}
          value={text}
          autoSize={{ minRows: 3, maxRows: 16 }}
          dir="auto"
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    default: {
      const keyboard = field.type === 'text' ? undefined : keyboards[field.type as keyof typeof keyboards];
      return (
        <Input
          {...common}
          value={text}
          inputMode={keyboard}
          dir={keyboard ? 'ltr' : 'auto'}
          autoComplete={field.autoComplete ?? 'off'}
          spellCheck={keyboard ? false : undefined}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    }
  }
}

/** A number as the language writes it, nothing for nothing (antd gives an empty text for it). */
function writeNumber(number: number | string | undefined, field: FieldDef, locale: string): string {
  if (number === undefined || number === null || number === '') return '';
  const year = field.whole && field.most !== undefined && field.most < 10_000;
  return Number(number).toLocaleString(locale, { useGrouping: !year, maximumFractionDigits: 2 });
}
