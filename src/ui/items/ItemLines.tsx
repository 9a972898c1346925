import { useTranslation } from 'react-i18next';
import { Money } from '../Money';
import { NumberText } from '../NumberText';
import { useFormats } from '../useFormats';
import type { ItemRow } from './items';

/** The products of a deal or an order: how many, at what price, less what. */
export function ItemLines({ items, currency }: { items: readonly ItemRow[]; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className="at-lines">
      {items
        .toSorted((a, b) => a.position - b.position)
        .map((item) => (
          <li key={item.id}>
            <span>
              <bdi>{item.product?.name ?? '–'}</bdi>
            </span>
            <Money value={item.amount} currency={currency} />
            <span className="at-people-role">
              <NumberText value={item.quantity} /> × <Money value={item.unit_price} currency={currency} />
              {item.discount_rate > 0
                ? ` · ${t('items.less', { percent: formats.percent(item.discount_rate, 2) })}`
                : null}
            </span>
          </li>
        ))}
    </ul>
  );
}
