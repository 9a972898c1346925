import type { Field } from '../types';
import { currency, words } from './shared';

export const products: Field[] = [
  {
    key: 'sku',
    type: 'text',
    max: 60,
    synonyms: words(
      'sku|product code|item number|article number|code|product id|part number|货号|编号|貨號|料號|کد کالا|کد محصول',
    ),
  },
  {
    key: 'name',
    type: 'text',
    required: true,
    max: 200,
    synonyms: words(
      'name|product|product name|item|title|产品|产品名称|產品|產品名稱|品名|محصول|نام محصول|کالا|名称|名稱|نام',
    ),
  },
  {
    key: 'product_line',
    type: 'text',
    max: 120,
    synonyms: words(
      'product line|series|line|category|family|product family|group|产品线|系列|產品線|類別|خط محصول|دسته',
    ),
  },
  {
    key: 'list_price',
    type: 'number',
    scalable: true,
    range: [0, 999_999_999_999],
    synonyms: words(
      'list price|sales price|price|unit price|msrp|价格|单价|標價|價格|單價|قیمت|标价|定價|قیمت فهرست',
    ),
  },
  currency,
  {
    key: 'active',
    type: 'choice',
    choices: 'boolean',
    synonyms: words('active|enabled|available|status|on sale|启用|啟用|在售|فعال|銷售中|در حال فروش'),
  },
];
