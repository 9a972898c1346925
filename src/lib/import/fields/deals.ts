import type { Field } from '../types';
import { currency, description, externalId, owner, source, words } from './shared';

export const deals: Field[] = [
  externalId('opportunity id|deal id|opportunity number|商机编号|商機編號|شناسه معامله'),
  {
    key: 'name',
    type: 'text',
    max: 200,
    synonyms: words(
      'name|deal name|opportunity name|deal|opportunity|title|subject|商机|商机名称|商機|商機名稱|نام معامله|عنوان|名称|名稱|نام',
    ),
  },
  {
    key: 'customer',
    type: 'lookup',
    lookup: 'customers',
    synonyms: words(
      'customer|account|account name|customer name|company|company name|client|organization|客户|客戶|公司|客户名称|客戶名稱|مشتری|شرکت',
    ),
  },
  owner,
  {
    key: 'product',
    type: 'lookup',
    lookup: 'products',
    synonyms: words('product|product name|item|sku|产品|產品|محصول|کالا'),
  },
  {
    key: 'stage',
    type: 'lookup',
    lookup: 'stages',
    required: true,
    synonyms: words(
      'stage|deal stage|pipeline stage|sales stage|outcome|status|state|result|stage or outcome|阶段|階段|状态|狀態|مرحله|وضعیت|阶段或结果|階段或結果|مرحله یا نتیجه',
    ),
  },
  {
    key: 'amount',
    type: 'number',
    scalable: true,
    range: [0, 999_999_999_999],
    synonyms: words(
      'amount|close value|value|deal value|deal size|deal amount|total|price|revenue|金额|金額|مبلغ|ارزش',
    ),
  },
  currency,
  {
    key: 'opened_at',
    type: 'date',
    synonyms: words(
      'opened at|engage date|open date|opened on|opened|created|created date|create date|created at|start date|date opened|开始日期|建立日期|创建日期|تاریخ شروع|تاریخ ایجاد|开启日期|開案日期|تاریخ آغاز',
    ),
  },
  {
    key: 'closed_at',
    type: 'date',
    synonyms: words(
      'closed at|close date|closed date|closing date|closed on|closed|date closed|won date|end date|关闭日期|成交日期|結案日期|تاریخ بستن|تاریخ پایان|تاریخ بسته شدن',
    ),
  },
  {
    key: 'expected_close_date',
    type: 'date',
    synonyms: words(
      'expected close date|expected close|forecast date|estimated close|expected closing|预计成交日期|預計成交日|تاریخ بستن مورد انتظار|تاریخ مورد انتظار بسته شدن',
    ),
  },
  source,
  {
    key: 'lost_reason',
    type: 'lookup',
    lookup: 'lost_reasons',
    synonyms: words('lost reason|loss reason|reason lost|closed lost reason|输单原因|失單原因|دلیل باخت'),
  },
  { key: 'next_step', type: 'text', max: 500, synonyms: words('next step|next action|下一步|گام بعدی') },
  description,
];
