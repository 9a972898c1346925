import type { FormSection } from '../../ui/form';
import type { Fields } from './useFields';

/** The sections of a deal's form, those of the parts that one may change. */
export function formSections(
  { pick, inForm }: Fields,
  title: (section: string) => string,
  may: { deal: boolean; financials: boolean },
): FormSection[] {
  const section = (key: string, ...names: string[]): FormSection => ({
    key,
    title: title(key),
    fields: pick(...names).map(inForm),
  });
  const own = [
    section('basics', 'name', 'customer_id', 'stage_id', 'expected_close_date', 'source'),
    section('items', 'items', 'amount', 'currency', 'win_probability', 'amount_is_estimate'),
    section('next', 'next_step', 'next_step_at'),
    section('closing', 'opened_at', 'closed_at', 'lost_reason_id', 'lost_note', 'competitor_id'),
    section('contacts', 'contacts'),
    section('more', 'description'),
  ];
  return [...(may.deal ? own : []), ...(may.financials ? [section('financials', 'cost', 'discount')] : [])];
}
