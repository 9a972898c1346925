import { BankOutlined, UserOutlined } from '@ant-design/icons';
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { DateTimeText, NumberText, PersonAvatar, PersonById } from '../../ui';
import { type Column, ListPage } from '../../ui/list';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { TagChips } from '../../ui/tags/TagChips';
import { parts } from './options';
import { StageTag } from './StageTag';
import type { CustomerLine } from './types';
import { useExport } from './useExport';
import { useListSpec } from './useListSpec';
import { useWords } from './useWords';

const CustomerCell = lazy(() => import('./Cell'));

const hrefOf = ({ id }: { id: string }) => `/customers/${id}`;
const none = <span className="at-none">–</span>;

function NameCell({ row }: { row: CustomerLine }) {
  const { word } = useWords();
  const person = row.kind === 'person';
  const Icon = person ? UserOutlined : BankOutlined;
  return (
    <span className="at-cell-name">
      <PersonAvatar name={row.name} shape={person ? 'circle' : 'square'} />
      <Link to={hrefOf(row)} data-row-link title={row.name}>
        <bdi>{row.name}</bdi>
      </Link>
      <Icon role="img" aria-label={word('kinds', row.kind)} />
    </span>
  );
}

function Card({ row }: { row: CustomerLine }) {
  const { word, place } = useWords();
  const facts = [word('tiers', row.tier), word('industries', row.industry), place(row)].filter(Boolean);
  return (
    <>
      <PersonAvatar name={row.name} size={36} shape={row.kind === 'person' ? 'circle' : 'square'} />
      <div className="at-card-body">
        <Link to={hrefOf(row)} className="at-card-title" data-row-link>
          <bdi>{row.name}</bdi>
        </Link>
        <div className="at-card-line">
          <StageTag stage={row.lifecycle_stage} />
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </div>
        <div className="at-card-line">
          <PersonById id={row.owner_id} name={row.owner?.full_name} size={20} />
          <TagChips tags={row.tags} />
          <DateTimeText value={row.updated_at} />
        </div>
      </div>
    </>
  );
}

/** The customers: who they are, where, how far along, and whose. */
export default function CustomerList() {
  const { t } = useTranslation();
  const spec = useListSpec();
  const exported = useExport();
  const { word, place } = useWords();
  const mayCreate = useScope('customers', 'create') !== null;

  const columns = useMemo<Column<CustomerLine>[]>(() => {
    const title = (field: string) => t(`customers.fields.${field}`);
    const text = (value: string | null | undefined) => (value ? <bdi title={value}>{value}</bdi> : none);
    return [
      {
        key: 'name',
        field: 'name',
        title: title('name'),
        sort: 'name',
        width: 240,
        always: true,
        render: (row) => <NameCell row={row} />,
      },
      {
        key: 'stage',
        field: 'lifecycle_stage',
        title: title('lifecycle_stage'),
        render: (row) => <StageTag stage={row.lifecycle_stage} />,
      },
      { key: 'tier', field: 'tier', title: title('tier'), render: (row) => text(word('tiers', row.tier)) },
      {
        key: 'owner',
        field: 'owner_id',
        action: 'assign',
        title: title('owner_id'),
        width: 150,
        render: (row) => <PersonById id={row.owner_id} name={row.owner?.full_name} />,
      },
      {
        key: 'updated',
        title: title('updated_at'),
        sort: 'updated_at',
        render: (row) => <DateTimeText value={row.updated_at} />,
      },
      {
        key: 'industry',
        field: 'industry',
        title: title('industry'),
        sort: 'industry',
        width: 130,
        render: (row) => text(word('industries', row.industry)),
      },
      {
        key: 'size',
        field: 'size_band',
        title: title('size_band'),
        render: (row) => text(word('sizes', row.size_band)),
      },
      {
        key: 'region',
        field: 'region',
        title: title('region'),
        width: 100,
        render: (row) => text(row.region),
      },
      {
        key: 'place',
        title: title('location'),
        sort: 'country',
        width: 160,
        render: (row) => (row.city || row.country ? <span title={place(row)}>{place(row)}</span> : none),
      },
      {
        key: 'source',
        field: 'source',
        title: title('source'),
        render: (row) => text(word('sources', row.source)),
      },
      {
        key: 'tags',
        title: t('tags.title'),
        width: 120,
        render: (row) => <TagChips tags={row.tags} />,
      },
      { key: 'kind', title: title('kind'), more: true, render: (row) => text(word('kinds', row.kind)) },
      {
        key: 'number',
        title: title('number'),
        more: true,
        render: (row) => <NumberText value={row.number} options={{ useGrouping: false }} />,
      },
      {
        key: 'domain',
        field: 'domain',
        title: title('domain'),
        more: true,
        needs: 'domain',
        render: (row) => text(row.domain),
      },
      {
        key: 'created',
        title: title('created_at'),
        sort: 'created_at',
        more: true,
        needs: 'created_at',
        render: (row) => (row.created_at ? <DateTimeText value={row.created_at} /> : none),
      },
    ];
  }, [t, word, place]);

  return (
    <ListPage<CustomerLine>
      spec={spec}
      title={t('customers.title')}
      searchHint={t('customers.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} />}
      hrefOf={hrefOf}
      actions={(row) => <RecordMenu resource="customers" record={row} name={row.name} parts={parts} />}
      create={mayCreate ? { to: '/customers/create', label: t('customers.create') } : undefined}
      exported={exported}
      bulk
      cell={CustomerCell}
      empty={{ title: t('customers.empty'), hint: t('customers.emptyHint') }}
    />
  );
}
