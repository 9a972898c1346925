import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { useMe } from '../../providers/me';
import { Worklist } from '../../ui/Worklist';
import { Amount, ExpectedClose } from './Cells';
import type { Deal } from './types';

type Line = Pick<
  Deal,
  'id' | 'name' | 'outcome' | 'amount' | 'amount_is_estimate' | 'currency' | 'expected_close_date'
> & { customer: { name: string } | null; stage: { name: string } | null };

/** How far ahead a close date counts as near. */
const nearDays = 14;

/** The reader's open deals whose close date is near or has passed, the longest overdue first. */
export default function DealWork() {
  const { t } = useTranslation();
  const { profile, organisation } = useMe();
  const until = addDays(dayIn(organisation.timezone), nearDays);
  return (
    <Worklist<Line>
      title={t('deals.work.title')}
      empty={t('deals.work.empty')}
      href={`/deals?mine=1&outcome=open&expected_close_date=..${until}&sort=expected_close_date`}
      resource="deals"
      select="id, name, outcome, amount, amount_is_estimate, currency, expected_close_date, customer:customers!customer_id(name), stage:pipeline_stages!stage_id(name)"
      filters={[
        { field: 'owner_id', operator: 'eq', value: profile.id },
        { field: 'outcome', operator: 'eq', value: 'open' },
        { field: 'expected_close_date', operator: 'lte', value: until },
      ]}
      sorters={[{ field: 'expected_close_date', order: 'asc' }]}
      line={(deal) => ({
        href: `/deals/${deal.id}`,
        name: deal.name,
        end: <Amount deal={deal} />,
        detail: (
          <>
            <ExpectedClose deal={deal} />
            <bdi>{deal.stage?.name}</bdi>
            <bdi>{deal.customer?.name}</bdi>
          </>
        ),
      })}
    />
  );
}
