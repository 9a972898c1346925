interface Row {
  id: string;
  created_by?: string | null;
}

/** A record that belongs to somebody: deals and customers have an owner, tickets and tasks an assignee. */
export type Actionable = Row & ({ owner_id: string | null } | { assignee_id: string | null });

/** Whom a record belongs to, and what they are to it. */
export interface Holder {
  as: 'owner' | 'assignee';
  id: string | null;
}

export const holderOf = (record: Actionable): Holder =>
  'owner_id' in record ? { as: 'owner', id: record.owner_id } : { as: 'assignee', id: record.assignee_id };
