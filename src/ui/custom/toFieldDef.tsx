import type { TFunction } from 'i18next';
import type { FieldDef } from '../form/types';
import type { FilterOption } from '../list/types';
import { YesNoControl } from './controls';
import { type CustomField, customName, labelIn } from './field';

const most = 999_999_999_999_999;

/** What a custom field needs to know to be shown. */
export interface Surroundings {
  t: TFunction;
  language: string;
  /** The organisation's currency, in which money is. */
  currency: string;
  /** Whoever may be named. */
  people: readonly FilterOption[];
}

/**
 * A custom field as a form and a record's page take it.
 * @param part the part of the payload that it is saved with
 * @param value what the record has: a retired choice stays to be seen where it is chosen
 */
export function toFieldDef(
  field: CustomField,
  part: string,
  value: unknown,
  { t, language, currency, people }: Surroundings,
): FieldDef {
  const { kinds } = field;
  const own = {
    name: customName(field.key),
    part,
    label: labelIn(field.labels, language),
    required: field.required && field.active,
    fixed: !field.active,
    when: kinds ? ({ kind }: Record<string, unknown>) => kinds.includes(String(kind)) : undefined,
  };
  const chosen = Array.isArray(value) ? value : [value];
  const labelOf = (key: unknown) => {
    const found = field.choices.find((choice) => choice.key === key);
    return found ? labelIn(found.labels, language) : String(key);
  };
  const options = field.choices
    .filter(({ key, active }) => active || chosen.includes(key))
    .map(({ key }) => ({ value: key, label: labelOf(key) }));
  switch (field.type) {
    case 'number':
      return { ...own, type: 'number', least: -most, most };
    case 'money':
      return { ...own, type: 'number', least: -most, most, currency };
    case 'date':
      return { ...own, type: 'date' };
    case 'link':
      return { ...own, type: 'url' };
    case 'choice':
      return { ...own, type: 'select', options };
    case 'choices':
      return {
        ...own,
        type: 'tags',
        max: 50,
        options,
        show: (now) => {
          const keys = Array.isArray(now) ? now : [];
          return keys.length === 0 ? (
            <span className="at-none">–</span>
          ) : (
            <span className="at-tags">
              {keys.map((key) => (
                <bdi key={String(key)} className="at-tag">
                  {labelOf(key)}
                </bdi>
              ))}
            </span>
          );
        },
      };
    case 'person':
      return {
        ...own,
        type: 'person',
        find: () => Promise.resolve(people),
        labelOf: (id) => people.find((one) => one.value === id)?.label,
      };
    case 'boolean':
      return {
        ...own,
        type: 'select',
        control: YesNoControl,
        show: (now) =>
          typeof now === 'boolean' ? t(now ? 'form.yes' : 'form.no') : <span className="at-none">–</span>,
      };
    default:
      return { ...own, type: 'text', max: 1000 };
  }
}
