/** Where the labels of a table's fields stand, where that is not `<resource>.fields`. */
export const labelPlaces: Record<string, readonly string[]> = {
  customer_contact_details: ['customers.fields'],
  customer_demographics: ['customers.fields'],
  contacts: ['customers.contacts'],
  contact_details: ['customers.contacts'],
  deal_financials: ['deals.fields'],
  deal_items: ['items'],
  order_items: ['items'],
  deal_contacts: ['deals.people'],
};

/** Where the words for a field's values stand, by the table's resource. */
export const choicePlaces: Record<string, Record<string, string>> = {
  customers: {
    kind: 'customers.kinds',
    lifecycle_stage: 'customers.stages',
    tier: 'customers.tiers',
    industry: 'customers.industries',
    size_band: 'customers.sizes',
    source: 'customers.sources',
    gender: 'customers.genders',
    education: 'customers.educations',
    income_band: 'customers.incomes',
  },
  deals: { outcome: 'deals.outcomes', source: 'deals.sources', role: 'deals.roles' },
  tickets: {
    status: 'tickets.statuses',
    priority: 'tickets.priorities',
    channel: 'tickets.channels',
    category: 'tickets.categories',
  },
  tasks: { status: 'related.taskStatuses', priority: 'related.priorities' },
  orders: { status: 'related.orderStatuses' },
  activities: {
    kind: 'related.activityKinds',
    direction: 'related.directions',
    outcome: 'related.activityOutcomes',
  },
  imports: { status: 'imports.statuses', resource: 'imports.targets' },
};

/** Fields whose figures are not grouped by thousands. */
export const plainFigures: ReadonlySet<string> = new Set(['number', 'founded_year', 'position']);
