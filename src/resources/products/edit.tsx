import { useRef } from 'react';
import { useParams } from 'react-router';
import { PageSkeleton } from '../../ui';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { type ProductRecord, valuesOf } from './record';
import { useFields, useSections } from './useFields';
import { useProduct, useSaveProduct } from './useProduct';

function ProductForm({ product }: { product: ProductRecord }) {
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(product).current;
  const fields = useFields(loaded.currency);
  const { save, dialog } = useSaveProduct(loaded.id, fields.all);
  return (
    <EditForm
      resource="products"
      id={loaded.id}
      sections={useSections(fields)}
      initial={valuesOf(loaded)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
    />
  );
}

/** Changes a product. */
export default function ProductEdit() {
  const { id = '' } = useParams();
  const { query, record: product } = useProduct(id);
  if (query.error && !product)
    return <RecordProblem resource="products" error={query.error} onRetry={() => void query.refetch()} />;
  if (!product || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="products" id={id} name={product.name}>
      <ProductForm key={id} product={product} />
    </EditPage>
  );
}
