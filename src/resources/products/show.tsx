import { EditOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useScope } from '../../providers/me';
import { DateTimeText, Money, PageSkeleton, RecordHeader } from '../../ui';
import { FactPanel, type SaveFact } from '../../ui/record';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { ActiveTag } from './ActiveTag';
import { type ProductRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useProduct, useSaveProduct } from './useProduct';

function Loaded({ product }: { product: ProductRecord }) {
  const { t } = useTranslation();
  const fields = useFields(product.currency);
  const { save, dialog } = useSaveProduct(product.id, fields.all);
  const mayChange = useScope('products', 'update') !== null;
  const mayKnow = useScope('products.costs', 'read') !== null;
  const mayCost = useScope('products.costs', 'update') !== null;
  const values = valuesOf(product);
  const saveFact: SaveFact = (field, value) => save(product, { ...values, [field.name]: value });
  const label = (field: string) => t(`products.fields.${field}`);

  return (
    <div className="at-record">
      <RecordHeader
        title={product.name}
        crumbs={[{ title: t('products.title'), to: '/products' }]}
        status={<ActiveTag active={product.active} />}
        facts={[
          {
            label: label('list_price'),
            value: <Money value={product.list_price} currency={product.currency} />,
          },
          { label: label('sku'), value: <bdi>{product.sku}</bdi> },
          { label: label('product_line'), value: <bdi>{product.product_line ?? '–'}</bdi> },
          { label: label('updated_at'), value: <DateTimeText value={product.updated_at} /> },
        ]}
        actions={
          mayChange || mayCost ? (
            <Link className="at-button-link" to={`/products/${product.id}/edit`}>
              <EditOutlined aria-hidden /> {t('actions.edit')}
            </Link>
          ) : null
        }
      />
      <div className="at-record-columns">
        <FactPanel
          title={t('products.sections.basics')}
          fields={fields.product}
          values={values}
          onSave={mayChange ? saveFact : undefined}
        />
        <FactPanel
          title={t('products.sections.costs')}
          fields={[fields.cost]}
          values={values}
          onSave={mayCost ? saveFact : undefined}
          denied={mayKnow ? undefined : t('products.costsDenied')}
        />
      </div>
      {dialog}
    </div>
  );
}

/** One product: what it is, what it sells for, and what it costs, for who may know. */
export default function ProductShow() {
  const { id = '' } = useParams();
  const { query, record: product } = useProduct(id);
  const problem = problemOfPage(query.error, Boolean(product));
  if (problem)
    return <RecordProblem resource="products" error={problem} onRetry={() => void query.refetch()} />;
  if (!product) return <PageSkeleton />;
  return <Loaded key={id} product={product} />;
}
