import type { Field } from '../types';
import { currency, externalId, owner, words } from './shared';

export const orders: Field[] = [
  {
    ...externalId(
      'order number|order no|order no.|order|order id|sales order|sales order number|so number|document number|订单号|订单编号|訂單編號|訂單號碼|شماره سفارش',
    ),
    required: true,
  },
  {
    key: 'customer',
    type: 'lookup',
    lookup: 'customers',
    required: true,
    synonyms: words(
      'customer|customer name|account|account name|sold to|bill to|buyer|client|company|客户|客户名称|客戶|客戶名稱|مشتری|خریدار',
    ),
  },
  {
    key: 'ordered_at',
    type: 'date',
    synonyms: words(
      'ordered at|order date|date ordered|ordered on|document date|date|下单日期|订单日期|訂單日期|下單日期|تاریخ سفارش',
    ),
  },
  {
    key: 'status',
    type: 'choice',
    choices: 'order_status',
    synonyms: words('status|order status|state|订单状态|状态|訂單狀態|狀態|وضعیت|وضعیت سفارش'),
  },
  {
    key: 'product',
    type: 'lookup',
    lookup: 'products',
    synonyms: words(
      'product|sku|item|item number|item code|product code|product name|material|material number|article|article number|产品|货号|產品|料號|品名|محصول|کالا|کد کالا',
    ),
  },
  {
    key: 'quantity',
    type: 'number',
    range: [0.01, 9_999_999],
    synonyms: words('quantity|qty|order quantity|units|pieces|pcs|amount ordered|数量|數量|تعداد|مقدار'),
  },
  {
    key: 'unit_price',
    type: 'number',
    range: [0, 999_999_999_999],
    synonyms: words('unit price|price|price each|net price|price per unit|单价|單價|قیمت واحد|فی'),
  },
  {
    key: 'discount',
    type: 'number',
    range: [0, 100],
    synonyms: words(
      'discount|discount %|discount percent|discount in %|rebate|折扣|折讓|تخفیف|درصد تخفیف|تخفیف (درصد)',
    ),
  },
  {
    key: 'total',
    type: 'number',
    range: [0, 999_999_999_999],
    synonyms: words(
      'order total|total|total amount|order value|net value|order total (without lines)|订单金额|總金額|总金额|訂單金額|جمع سفارش|مبلغ کل|订单总额（无明细时）|訂單總額（無明細時）|جمع سفارش (بدون سطر)',
    ),
  },
  currency,
  owner,
];
