import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../../lib/clock';
import { daysBetween } from '../../../lib/days';
import { MomentBy, Money, PersonAvatar, useFormats } from '../../../ui';
import { ItemLines } from '../../../ui/items';
import { FactPanel, Panel, type SaveFact } from '../../../ui/record';
import type { DealRecord, HistoryRow } from '../record';
import type { Fields } from '../useFields';
import { useWords } from '../useWords';

/** The products of a deal. */
export function ItemsPanel({
  deal,
  extra,
  locked,
}: {
  deal: DealRecord;
  extra: ReactNode;
  locked: string | null;
}) {
  const { t } = useTranslation();
  return (
    <Panel title={t('deals.sections.items')} extra={extra} locked={locked}>
      {deal.items.length === 0 ? (
        <p className="at-hint">{t('deals.items.empty')}</p>
      ) : (
        <ItemLines items={deal.items} currency={deal.currency} />
      )}
    </Panel>
  );
}

/** Who at the customer has which part. */
export function PeoplePanel({ deal, extra }: { deal: DealRecord; extra: ReactNode }) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <Panel title={t('deals.sections.contacts')} extra={extra}>
      {deal.contacts.length === 0 ? (
        <p className="at-hint">{t('deals.people.empty')}</p>
      ) : (
        <ul className="at-people">
          {deal.contacts.map(({ contact_id, role, contact }) => (
            <li key={contact_id}>
              <PersonAvatar name={contact?.full_name ?? '?'} size={32} />
              <div>
                <div className="at-people-name">
                  {contact ? (
                    <strong>
                      <bdi>{contact.full_name}</bdi>
                    </strong>
                  ) : (
                    <span className="at-none">{t('deals.people.hidden')}</span>
                  )}
                </div>
                <span className="at-people-role">
                  {[role ? word('roles', role) : t('deals.people.noRole'), contact?.job_title]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What the deal costs and leaves, for who may know. */
export function FinancialsPanel({
  deal,
  fields,
  mayRead,
  onSave,
}: {
  deal: DealRecord;
  fields: Fields;
  mayRead: boolean;
  onSave?: SaveFact;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cost = null, discount = null, margin = null } = deal.financials ?? {};
  const share = margin !== null && deal.amount ? margin / deal.amount : null;
  return (
    <FactPanel
      title={t('deals.sections.financials')}
      fields={[
        ...fields.pick('cost', 'discount'),
        {
          name: 'margin',
          part: 'none',
          type: 'number',
          label: t('deals.fields.margin'),
          show: () => (
            <>
              <Money value={margin} currency={deal.currency} />
              {share === null ? null : (
                <span className="at-optional">
                  {t('deals.margin.of', { percent: formats.percent(share, 1) })}
                </span>
              )}
            </>
          ),
          fixed: true,
        },
      ]}
      values={{ cost, discount, margin }}
      onSave={onSave}
      denied={mayRead ? undefined : t('deals.financialsDenied')}
    />
  );
}

function Dwell({ entry }: { entry: HistoryRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const days = daysBetween(entry.entered_at, entry.left_at ? new Date(entry.left_at) : currentTime());
  return (
    <span className="at-figure">
      {formats.number(days, { style: 'unit', unit: 'day', unitDisplay: 'long' })}
      {entry.left_at ? null : ` · ${t('deals.history.now')}`}
    </span>
  );
}

/** The stages that a deal went through, and how long it stayed in each. */
export function HistoryPanel({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const entries = deal.history.toSorted((a, b) => b.entered_at.localeCompare(a.entered_at));
  return (
    <Panel title={t('deals.sections.history')}>
      <ol className="at-lines">
        {entries.map((entry) => (
          <li key={entry.id}>
            <strong>
              <bdi>{entry.stage?.name ?? '–'}</bdi>
            </strong>
            <Dwell entry={entry} />
            <span className="at-people-role">
              <MomentBy value={entry.entered_at} as="date" name={entry.who?.full_name} />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
