import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { DateTimeText, NumberText, PersonById, Views } from '../../ui';
import { CustomerLink } from '../../ui/CustomerOf';
import { type Column, ListPage } from '../../ui/list';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { NameCell } from '../../ui/related/cells';
import { TagChips } from '../../ui/tags/TagChips';
import { Amount, ExpectedClose, OutcomeTag, Quiet, StageAge } from './Cells';
import { parts } from './options';
import type { DealLine } from './types';
import { useExport } from './useExport';
import { useListSpec } from './useListSpec';
import { useWords } from './useWords';
import './deals.css';

const DealCell = lazy(() => import('./Cell'));

const hrefOf = ({ id }: { id: string }) => `/deals/${id}`;

function Card({ row }: { row: DealLine }) {
  return (
    <div className="at-card-body">
      <Link to={hrefOf(row)} className="at-card-title" data-row-link>
        <bdi>{row.name}</bdi>
      </Link>
      <div className="at-card-line">
        <strong>
          <Amount deal={row} />
        </strong>
        {row.outcome === 'open' ? <bdi>{row.stage?.name}</bdi> : <OutcomeTag outcome={row.outcome} />}
        <Quiet deal={row} most={row.stage?.max_age_days} />
      </div>
      <div className="at-card-line">
        {row.customer ? <bdi>{row.customer.name}</bdi> : null}
        {row.outcome === 'open' ? (
          <ExpectedClose deal={row} />
        ) : (
          <DateTimeText value={row.closed_at} as="date" />
        )}
        <PersonById id={row.owner_id} name={row.owner?.full_name} size={20} />
        <TagChips tags={row.tags} />
      </div>
    </div>
  );
}

/** The deals: what may be or was sold, to whom, how far along, and whose. */
export default function DealList() {
  const { t } = useTranslation();
  const spec = useListSpec();
  const exported = useExport();
  const { word } = useWords();
  const mayCreate = useScope('deals', 'create') !== null;

  const columns = useMemo<Column<DealLine>[]>(() => {
    const title = (field: string) => t(`deals.fields.${field}`);
    return [
      {
        key: 'name',
        field: 'name',
        title: title('name'),
        sort: 'name',
        width: 240,
        always: true,
        render: (row) => <NameCell name={row.name} href={hrefOf(row)} />,
      },
      {
        key: 'customer',
        field: 'customer_id',
        title: title('customer_id'),
        sort: 'customer.name',
        width: 160,
        render: (row) => <CustomerLink customer={row.customer} />,
      },
      {
        key: 'stage',
        field: 'stage_id',
        title: title('stage_id'),
        sort: 'stage.position',
        render: (row) => <bdi>{row.stage?.name}</bdi>,
      },
      {
        key: 'amount',
        field: 'amount',
        title: title('amount'),
        sort: 'amount',
        numeric: true,
        render: (row) => <Amount deal={row} />,
      },
      {
        key: 'owner',
        field: 'owner_id',
        action: 'assign',
        title: title('owner_id'),
        sort: 'owner.full_name',
        width: 160,
        render: (row) => <PersonById id={row.owner_id} name={row.owner?.full_name} />,
      },
      {
        key: 'expected',
        field: 'expected_close_date',
        title: title('expected_close_date'),
        sort: 'expected_close_date',
        render: (row) => <ExpectedClose deal={row} />,
      },
      {
        key: 'outcome',
        title: title('outcome'),
        sort: 'outcome',
        width: 100,
        render: (row) => <OutcomeTag outcome={row.outcome} />,
      },
      {
        key: 'age',
        title: title('age'),
        sort: 'stage_entered_at',
        render: (row) => (
          <span className="at-deal-age">
            <StageAge deal={row} most={row.stage?.max_age_days} />
            <Quiet deal={row} most={row.stage?.max_age_days} />
          </span>
        ),
      },
      {
        key: 'closed',
        title: title('closed_at'),
        sort: 'closed_at',
        render: (row) => <DateTimeText value={row.closed_at} as="date" />,
      },
      {
        key: 'tags',
        title: t('tags.title'),
        width: 120,
        render: (row) => <TagChips tags={row.tags} />,
      },
      {
        key: 'number',
        title: title('number'),
        more: true,
        render: (row) => <NumberText value={row.number} options={{ useGrouping: false }} />,
      },
      {
        key: 'pipeline',
        title: title('pipeline_id'),
        more: true,
        needs: 'pipeline:pipelines!pipeline_id(name)',
        render: (row) => <bdi>{row.pipeline?.name}</bdi>,
      },
      {
        key: 'source',
        field: 'source',
        title: title('source'),
        more: true,
        render: (row) => word('sources', row.source),
      },
      {
        key: 'opened',
        title: title('opened_at'),
        more: true,
        render: (row) => <DateTimeText value={row.opened_at} as="date" />,
      },
      {
        key: 'next_step',
        field: 'next_step',
        title: title('next_step'),
        width: 180,
        more: true,
        needs: 'next_step',
        render: (row) => <bdi>{row.next_step}</bdi>,
      },
    ];
  }, [t, word]);

  return (
    <ListPage<DealLine>
      spec={spec}
      title={t('deals.title')}
      searchHint={t('deals.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} />}
      hrefOf={hrefOf}
      actions={(row) => <RecordMenu resource="deals" record={row} name={row.name} parts={parts} />}
      create={mayCreate ? { to: '/deals/create', label: t('deals.create') } : undefined}
      exported={exported}
      bulk
      cell={DealCell}
      views={<Views base="/deals" />}
      empty={{ title: t('deals.empty'), hint: t('deals.emptyHint') }}
    />
  );
}
