import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ControlSlot, FieldControl, type FieldDef } from '../form';
import { Money } from '../Money';
import { useFormats } from '../useFormats';
import { amountOf, type Item, itemsOf, sumOf } from './items';
import { type Product, useProducts } from './products';
import './items.css';

const number = (name: string, more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  part: 'items',
  label: name,
  type: 'number',
  least: 0,
  ...more,
});
const quantityField = number('quantity', { most: 9_999_999_999 });
const priceField = number('unit_price', { most: 999_999_999_999 });
const discountField = number('discount_rate', { most: 100 });

/** One line: which, how many, at what price, less what. */
function Line({
  item,
  n,
  products,
  currency,
  disabled,
  onChange,
  onRemove,
}: {
  item: Item;
  n: number;
  products: readonly Product[] | undefined;
  currency: string;
  disabled?: boolean;
  onChange: (item: Item) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const row = t('items.row', { n: formats.number(n) });
  const label = (part: string) => `${row}: ${t(`items.${part}`)}`;
  const known = products?.find(({ value }) => value === item.product_id);
  const offered = products?.filter(({ active, value }) => active || value === item.product_id) ?? [];

  const choose = (id: string) => {
    const product = products?.find(({ value }) => value === id);
    // A list price in another currency would be a wrong price.
    const price = product && product.currency === currency ? product.listPrice : null;
    onChange({ ...item, product_id: id, unit_price: price ?? item.unit_price });
  };
  const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

  return (
    <li className="at-item">
      <div className="at-item-product">
        <span className="at-item-label">{t('items.product')}</span>
        <Select
          aria-label={label('product')}
          className="at-wide"
          placeholder={t('items.choose')}
          loading={!products}
          disabled={disabled}
          showSearch={{ optionFilterProp: 'label' }}
          value={item.product_id ?? undefined}
          options={offered}
          onChange={choose}
        />
        {known && known.currency === currency && known.listPrice !== item.unit_price ? (
          <span className="at-optional">
            {t('items.listPrice', { price: formats.money(known.listPrice, known.currency) })}
          </span>
        ) : null}
      </div>
      <div>
        <span className="at-item-label">{t('items.quantity')}</span>
        <FieldControl
          field={quantityField}
          aria-label={label('quantity')}
          value={item.quantity}
          disabled={disabled}
          onChange={(value) => onChange({ ...item, quantity: numberOf(value) })}
        />
      </div>
      <div>
        <span className="at-item-label">{t('items.price')}</span>
        <FieldControl
          field={{ ...priceField, currency }}
          aria-label={label('price')}
          value={item.unit_price}
          disabled={disabled}
          onChange={(value) => onChange({ ...item, unit_price: numberOf(value) })}
        />
      </div>
      <div>
        <span className="at-item-label">{t('items.discount')}</span>
        <FieldControl
          field={{ ...discountField, currency: '%' }}
          aria-label={label('discount')}
          value={Math.round(item.discount_rate * 10_000) / 100}
          disabled={disabled}
          onChange={(value) => onChange({ ...item, discount_rate: (numberOf(value) ?? 0) / 100 })}
        />
      </div>
      <div className="at-item-amount">
        <span className="at-item-label">{t('items.amount')}</span>
        <Money value={amountOf(item)} currency={currency} />
      </div>
      <Button
        type="text"
        disabled={disabled}
        icon={<DeleteOutlined />}
        onClick={onRemove}
        aria-label={t('items.remove', { name: known?.label ?? row })}
      />
    </li>
  );
}

/** The products of a deal or an order, in their order; `empty` says that there are none yet. */
export function ItemsControl({ value, onChange, disabled, empty: hint }: ControlSlot & { empty: string }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const currency = String(Form.useWatch('currency', form) ?? '');
  const { data: products } = useProducts();
  const items = itemsOf(value);
  const empty: Item = { product_id: null, quantity: 1, unit_price: null, discount_rate: 0 };

  return (
    <div className="at-items">
      {items.length === 0 ? <p className="at-hint">{hint}</p> : null}
      <ul>
        {items.map((item, index) => (
          <Line
            // Lines have no name of their own before they are saved.
            key={item.id ?? `new-${index}`}
            item={item}
            n={index + 1}
            products={products}
            currency={currency}
            disabled={disabled}
            onChange={(next) => onChange?.(items.with(index, next))}
            onRemove={() => onChange?.(items.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <div className="at-items-foot">
        <Button icon={<PlusOutlined />} disabled={disabled} onClick={() => onChange?.([...items, empty])}>
          {t('items.add')}
        </Button>
        {items.length > 0 ? (
          <span>
            {t('items.total')}{' '}
            <strong>
              <Money value={sumOf(items)} currency={currency} />
            </strong>
          </span>
        ) : null}
      </div>
    </div>
  );
}
