import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe, useScope } from '../../providers/me';
import { Money } from '../../ui';
import { loadProductLines } from '../../ui/choices';
import { type Column, ListPage, type ListSpec } from '../../ui/list';
import { NameCell } from '../../ui/related/cells';
import { ActiveTag } from './ActiveTag';
import { type ProductRecord, productSelect } from './record';

const hrefOf = ({ id }: { id: string }) => `/products/${id}`;
const sortable = ['name', 'sku', 'product_line', 'list_price', 'active'] as const;

function useListSpec(): ListSpec {
  const { t } = useTranslation();
  const { client } = useMe();
  return useMemo(
    () => ({
      resource: 'products',
      select: productSelect,
      filters: [
        {
          key: 'product_line',
          field: 'product_line',
          label: t('products.fields.product_line'),
          options: () => loadProductLines(client),
          labelOf: (line) => line,
          none: true,
        },
        {
          key: 'active',
          field: 'active',
          label: t('products.fields.active'),
          options: [
            { value: 'true', label: t('products.active') },
            { value: 'false', label: t('products.inactive') },
          ],
        },
        { key: 'name', field: 'name', label: t('products.fields.name'), options: 'text', lesser: true },
        {
          key: 'list_price',
          field: 'list_price',
          label: t('products.fields.list_price'),
          options: 'number',
          lesser: true,
        },
      ],
      sortable,
      defaultSort: 'name',
      search: 'search_products',
    }),
    [t, client],
  );
}

function Card({ row }: { row: ProductRecord }) {
  return (
    <div className="at-card-body">
      <Link to={hrefOf(row)} className="at-card-title" data-row-link>
        <bdi>{row.name}</bdi>
      </Link>
      <div className="at-card-line">
        <strong>
          <Money value={row.list_price} currency={row.currency} />
        </strong>
        <ActiveTag active={row.active} />
      </div>
      <div className="at-card-line">
        <bdi>{row.sku}</bdi>
        <bdi>{row.product_line}</bdi>
      </div>
    </div>
  );
}

/** The products: what is sold, in which line, for how much. */
export default function ProductList() {
  const { t } = useTranslation();
  const spec = useListSpec();
  const mayCreate = useScope('products', 'create') !== null;
  const mayKnow = useScope('products.costs', 'read') !== null;

  const columns = useMemo<Column<ProductRecord>[]>(() => {
    const title = (field: string) => t(`products.fields.${field}`);
    const cost: Column<ProductRecord> = {
      key: 'cost',
      title: title('cost'),
      numeric: true,
      render: (row) => <Money value={row.costs?.cost} currency={row.currency} />,
    };
    return [
      {
        key: 'name',
        title: title('name'),
        sort: 'name',
        width: 240,
        always: true,
        render: (row) => <NameCell name={row.name} href={hrefOf(row)} />,
      },
      { key: 'sku', title: title('sku'), sort: 'sku', render: (row) => <bdi>{row.sku}</bdi> },
      {
        key: 'line',
        title: title('product_line'),
        sort: 'product_line',
        render: (row) => <bdi>{row.product_line ?? '–'}</bdi>,
      },
      {
        key: 'price',
        title: title('list_price'),
        sort: 'list_price',
        numeric: true,
        render: (row) => <Money value={row.list_price} currency={row.currency} />,
      },
      ...(mayKnow ? [cost] : []),
      {
        key: 'active',
        title: title('active'),
        sort: 'active',
        render: (row) => <ActiveTag active={row.active} />,
      },
    ];
  }, [t, mayKnow]);

  return (
    <ListPage<ProductRecord>
      spec={spec}
      title={t('products.title')}
      searchHint={t('products.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} />}
      hrefOf={hrefOf}
      create={mayCreate ? { to: '/products/create', label: t('products.create') } : undefined}
      empty={{ title: t('products.empty'), hint: t('products.emptyHint') }}
    />
  );
}
