import { Button, Form } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui';
import { type ControlSlot, FieldControl, type FieldDef } from '../../../ui/form';
import { itemsOf, sumOf } from '../../../ui/items';

const field: FieldDef = {
  name: 'amount',
  part: 'deal',
  label: 'amount',
  type: 'number',
  least: 0,
  most: 999_999_999_999,
};

/** The amount of a deal: the sum of its products, unless somebody sets it by hand. */
export function AmountControl({ value, onChange, ...props }: ControlSlot) {
  const { t } = useTranslation();
  const formats = useFormats();
  const form = Form.useFormInstance();
  const items = itemsOf(Form.useWatch('items', form));
  const currency = String(Form.useWatch('currency', form) ?? '');
  const sum = sumOf(items);
  const amount = value === null || value === undefined ? null : Number(value);
  const [byHand, setByHand] = useState<boolean>();
  // Until somebody touches it, an amount that is the sum follows the sum.
  const known = Form.useWatch('items', form) !== undefined;
  const hand = byHand ?? (amount !== null && known && Math.abs(amount - sum) > 0.004);

  useEffect(() => {
    if (known && byHand === undefined) setByHand(hand);
  }, [known, byHand, hand]);
  useEffect(() => {
    if (byHand === false && items.length > 0 && amount !== sum) onChange?.(sum);
  }, [byHand, items.length, amount, sum, onChange]);

  return (
    <>
      <FieldControl
        {...props}
        field={{ ...field, currency }}
        value={value}
        onChange={(next) => {
          setByHand(true);
          onChange?.(next);
        }}
      />
      {items.length === 0 || (hand && props.disabled) ? null : hand ? (
        <Button type="link" size="small" className="at-amount-hint" onClick={() => setByHand(false)}>
          {t('deals.amountHint.useSum', { sum: formats.money(sum, currency || 'USD') })}
        </Button>
      ) : (
        <span className="at-optional at-amount-hint">{t('deals.amountHint.sum')}</span>
      )}
    </>
  );
}
