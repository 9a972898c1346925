import type { Tables } from '../../lib/database.types';
import { dayIn } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import { customValues } from '../../ui/custom/field';
import type { Version } from '../../ui/form';
import { type ItemRow, itemColumns, toItems } from '../../ui/items';
import type { Deal } from './types';

const ownColumns = [
  'id',
  'number',
  'name',
  'customer_id',
  'pipeline_id',
  'stage_id',
  'outcome',
  'amount',
  'amount_is_estimate',
  'currency',
  'win_probability',
  'source',
  'lost_reason_id',
  'lost_note',
  'competitor_id',
  'next_step',
  'next_step_at',
  'description',
  'custom',
  'opened_at',
  'expected_close_date',
  'closed_at',
  'stage_entered_at',
  'stale_on',
  'last_activity_at',
  'external_id',
  'owner_id',
  'created_by',
  'updated_at',
] as const;

interface Named {
  id: string;
  name: string;
}
interface Who {
  full_name: string;
}

export type ContactRow = Pick<Tables<'deal_contacts'>, 'contact_id' | 'role'> & {
  contact: { full_name: string; job_title: string | null } | null;
};

export type HistoryRow = Pick<
  Tables<'deal_stage_history'>,
  'id' | 'to_stage_id' | 'entered_at' | 'left_at'
> & {
  stage: { name: string } | null;
  who: Who | null;
};

/** A deal with what its page shows at once. */
export type DealRecord = Pick<Deal, (typeof ownColumns)[number]> & {
  customer: Named | null;
  owner: Who | null;
  editor: Who | null;
  pipeline: { name: string } | null;
  lost_reason: { name: string } | null;
  competitor: { name: string } | null;
  items: ItemRow[];
  contacts: ContactRow[];
  financials:
    | (Pick<Tables<'deal_financials'>, 'cost' | 'discount' | 'margin' | 'updated_at'> & {
        editor: Who | null;
      })
    | null;
  history: HistoryRow[];
};

const editor = 'editor:profiles!updated_by(full_name)';

/** What one request asks for, in the data provider's words. */
export const recordSelect = [
  ...ownColumns,
  'customer:customers!customer_id(id,name)',
  'owner:profiles!owner_id(full_name)',
  editor,
  'pipeline:pipelines!pipeline_id(name)',
  'lost_reason:lost_reasons!lost_reason_id(name)',
  'competitor:competitors!competitor_id(name)',
  `items:deal_items(${itemColumns})`,
  'contacts:deal_contacts(contact_id,role,contact:contacts(full_name,job_title))',
  `financials:deal_financials(cost,discount,margin,updated_at,${editor})`,
  'history:deal_stage_history(id,to_stage_id,entered_at,left_at,stage:pipeline_stages!to_stage_id(name),who:profiles!changed_by(full_name))',
].join(',');

/** Whether a deal is closed and not the caller's to amend: products, amount and currency stay as they are. */
export const isLocked = (deal: DealRecord, may: (resource: string, action: string) => boolean): boolean =>
  deal.outcome !== 'open' && !may('deals', 'amend');

/** Somebody's part in a deal. */
export interface Part {
  contact_id: string;
  role: string | null;
}

/** A deal's values by field, those of all its parts in one: days in the organisation's timezone, probability in percent. */
export function valuesOf(record: DealRecord, timezone: string): Values {
  const dayOf = (moment: string | null) => (moment ? dayIn(timezone, new Date(moment)) : null);
  return {
    ...record,
    ...customValues(record.custom),
    cost: record.financials?.cost ?? null,
    discount: record.financials?.discount ?? null,
    opened_at: dayOf(record.opened_at),
    closed_at: dayOf(record.closed_at),
    next_step_at: dayOf(record.next_step_at),
    win_probability:
      record.win_probability === null ? null : Math.round(record.win_probability * 10_000) / 100,
    items: toItems(record.items),
    contacts: record.contacts
      .map(({ contact_id, role }): Part => ({ contact_id, role }))
      .toSorted((a, b) => a.contact_id.localeCompare(b.contact_id)),
  };
}

/** The version of a deal that a form saves over. */
export function versionOf(record: DealRecord, timezone: string): Version {
  const { financials } = record;
  const newest = financials && financials.updated_at > record.updated_at ? financials : record;
  return {
    values: valuesOf(record, timezone),
    versions: { deal: record.updated_at, financials: financials?.updated_at ?? null },
    who: newest.editor?.full_name ?? null,
    when: newest.updated_at,
  };
}
