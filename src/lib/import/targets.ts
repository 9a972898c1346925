import type { Field, Target } from './types';

const words = (text: string) => text.split('|');

const owner: Field = {
  key: 'owner',
  type: 'lookup',
  lookup: 'profiles',
  synonyms: words(
    'owner|account owner|deal owner|sales agent|sales rep|salesperson|sales person|agent|rep|assigned to|responsible|account manager|负责人|負責人|业务员|業務|مالک|مسئول|کارشناس فروش',
  ),
};
const team: Field = {
  key: 'team',
  type: 'lookup',
  lookup: 'teams',
  synonyms: words('team|sales team|group|regional office|office|branch|团队|團隊|تیم|دفتر'),
};
const currency: Field = {
  key: 'currency',
  type: 'choice',
  choices: 'currency',
  synonyms: words('currency|currency code|ccy|币种|货币|幣別|貨幣|ارز|واحد پول'),
};
const source: Field = {
  key: 'source',
  type: 'choice',
  choices: 'source',
  synonyms: words('source|lead source|origin|channel|来源|來源|منبع'),
};
const description: Field = {
  key: 'description',
  type: 'text',
  max: 40_000,
  synonyms: words('description|notes|note|comment|comments|remarks|memo|备注|描述|備註|說明|توضیحات|یادداشت'),
};
const externalId = (synonyms: string): Field => ({
  key: 'external_id',
  type: 'text',
  max: 200,
  synonyms: words(`external id|id|record id|${synonyms}`),
});

const products: Field[] = [
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
      'name|product|product name|item|title|产品|产品名称|產品|產品名稱|品名|محصول|نام محصول|کالا',
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
    synonyms: words('list price|sales price|price|unit price|msrp|价格|单价|標價|價格|單價|قیمت'),
  },
  currency,
  {
    key: 'active',
    type: 'choice',
    choices: 'boolean',
    synonyms: words('active|enabled|available|status|启用|啟用|在售|فعال'),
  },
];

const customers: Field[] = [
  externalId('account id|customer id|company id|customer number|客户编号|客戶編號|شناسه مشتری'),
  {
    key: 'name',
    type: 'text',
    required: true,
    max: 200,
    synonyms: words(
      'name|account|account name|customer|customer name|company|company name|organization|organisation|client|firm|客户|客户名称|公司|公司名称|客戶|客戶名稱|公司名稱|نام|مشتری|نام مشتری|شرکت|نام شرکت',
    ),
  },
  {
    key: 'kind',
    type: 'choice',
    choices: 'kind',
    synonyms: words('kind|customer type|account type|client type|客户类型|客戶類型|نوع مشتری'),
  },
  {
    key: 'legal_name',
    type: 'text',
    max: 200,
    synonyms: words('legal name|registered name|full legal name|法定名称|登記名稱|نام حقوقی'),
  },
  {
    key: 'parent',
    type: 'lookup',
    lookup: 'customers',
    synonyms: words(
      'parent|parent account|parent company|subsidiary of|holding|mother company|母公司|上级公司|上層公司|شرکت مادر',
    ),
  },
  {
    key: 'industry',
    type: 'choice',
    choices: 'industry',
    synonyms: words('industry|sector|branch of industry|vertical|行业|產業|行業|صنعت|حوزه فعالیت'),
  },
  {
    key: 'country',
    type: 'choice',
    choices: 'country',
    synonyms: words('country|office location|location|country code|nation|headquarters|国家|國家|کشور'),
  },
  {
    key: 'region',
    type: 'text',
    max: 80,
    synonyms: words('region|territory|area|state|province|地区|地區|省份|منطقه|استان'),
  },
  { key: 'city', type: 'text', max: 120, synonyms: words('city|town|城市|شهر') },
  {
    key: 'lifecycle_stage',
    type: 'choice',
    choices: 'lifecycle_stage',
    synonyms: words('lifecycle stage|lifecycle|stage|status|customer status|阶段|狀態|階段|状态|وضعیت|مرحله'),
  },
  {
    key: 'tier',
    type: 'choice',
    choices: 'tier',
    synonyms: words('tier|customer tier|priority|rating|class|等级|等級|سطح'),
  },
  source,
  owner,
  team,
  {
    key: 'website',
    type: 'url',
    max: 500,
    synonyms: words('website|web site|url|homepage|web|网站|網站|网址|網址|وب‌سایت|سایت'),
  },
  { key: 'domain', type: 'domain', max: 253, synonyms: words('domain|company domain|域名|網域|دامنه') },
  {
    key: 'email',
    group: 'customers.contact_details',
    type: 'email',
    max: 254,
    synonyms: words('email|e-mail|mail|email address|邮箱|電子郵件|电子邮件|ایمیل|رایانامه'),
  },
  {
    key: 'phone',
    group: 'customers.contact_details',
    type: 'text',
    max: 40,
    synonyms: words('phone|telephone|phone number|tel|mobile|电话|電話|تلفن'),
  },
  {
    key: 'address_line1',
    group: 'customers.contact_details',
    type: 'text',
    max: 200,
    synonyms: words('address|street|address line 1|street address|地址|نشانی|آدرس'),
  },
  {
    key: 'postal_code',
    group: 'customers.contact_details',
    type: 'text',
    max: 20,
    synonyms: words('postal code|zip|zip code|postcode|邮编|郵遞區號|کد پستی'),
  },
  {
    key: 'founded_year',
    group: 'customers.demographics',
    type: 'integer',
    range: [1000, 2200],
    synonyms: words(
      'founded year|year established|founded|established|year founded|成立年份|成立时间|سال تاسیس',
    ),
  },
  {
    key: 'employees',
    group: 'customers.demographics',
    type: 'integer',
    range: [0, 2_000_000_000],
    synonyms: words(
      'employees|number of employees|headcount|staff|company size|员工数|員工人數|人数|تعداد کارکنان|کارکنان',
    ),
  },
  {
    key: 'size_band',
    type: 'choice',
    choices: 'size_band',
    synonyms: words('size band|size|employee range|size range|规模|規模|اندازه'),
  },
  {
    key: 'annual_revenue',
    group: 'customers.demographics',
    type: 'number',
    scalable: true,
    range: [0, 99_999_999_999_999],
    synonyms: words(
      'annual revenue|revenue|turnover|sales volume|年收入|营业额|營收|年營收|درآمد|درآمد سالانه|گردش مالی',
    ),
  },
  currency,
  description,
];

const profiles: Field[] = [
  {
    key: 'full_name',
    type: 'text',
    required: true,
    max: 200,
    synonyms: words(
      'full name|name|person|employee|sales agent|agent|sales rep|user|member|姓名|员工|員工|نام|نام و نام خانوادگی|کارمند',
    ),
  },
  {
    key: 'first_name',
    type: 'text',
    max: 100,
    synonyms: words('first name|given name|forename|名|نام کوچک'),
  },
  {
    key: 'last_name',
    type: 'text',
    max: 100,
    synonyms: words('last name|surname|family name|姓|نام خانوادگی'),
  },
  {
    key: 'email',
    type: 'email',
    max: 254,
    synonyms: words('email|e-mail|mail|email address|work email|邮箱|電子郵件|电子邮件|ایمیل'),
  },
  { key: 'phone', type: 'text', max: 40, synonyms: words('phone|telephone|mobile|tel|电话|電話|تلفن') },
  {
    key: 'job_title',
    type: 'text',
    max: 120,
    synonyms: words('job title|title|position|role|职位|職稱|سمت|عنوان شغلی'),
  },
  {
    key: 'manager',
    type: 'lookup',
    lookup: 'profiles',
    synonyms: words('manager|reports to|supervisor|boss|team lead|lead|经理|主管|上級|مدیر|سرپرست'),
  },
  team,
  {
    key: 'team_region',
    type: 'text',
    max: 80,
    synonyms: words('region|sales region|territory|销售区域|銷售區域|地区|منطقه'),
  },
  {
    key: 'department',
    type: 'lookup',
    lookup: 'departments',
    synonyms: words('department|division|unit|部门|部門|بخش|واحد'),
  },
  {
    key: 'active',
    type: 'choice',
    choices: 'boolean',
    synonyms: words('active|enabled|status|在职|在職|فعال'),
  },
];

const deals: Field[] = [
  externalId('opportunity id|deal id|opportunity number|商机编号|商機編號|شناسه معامله'),
  {
    key: 'name',
    type: 'text',
    max: 200,
    synonyms: words(
      'name|deal name|opportunity name|deal|opportunity|title|subject|商机|商机名称|商機|商機名稱|نام معامله|عنوان',
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
  { ...owner },
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
      'stage|deal stage|pipeline stage|sales stage|outcome|status|state|result|阶段|階段|状态|狀態|مرحله|وضعیت',
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
      'opened at|engage date|open date|created|created date|create date|created at|start date|date opened|开始日期|建立日期|创建日期|تاریخ شروع|تاریخ ایجاد',
    ),
  },
  {
    key: 'closed_at',
    type: 'date',
    synonyms: words(
      'closed at|close date|closed date|closing date|date closed|won date|end date|关闭日期|成交日期|結案日期|تاریخ بستن|تاریخ پایان',
    ),
  },
  {
    key: 'expected_close_date',
    type: 'date',
    synonyms: words(
      'expected close date|expected close|forecast date|estimated close|expected closing|预计成交日期|預計成交日|تاریخ بستن مورد انتظار',
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

const orders: Field[] = [
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
    synonyms: words('discount|discount %|discount percent|rebate|折扣|折讓|تخفیف|درصد تخفیف'),
  },
  {
    key: 'total',
    type: 'number',
    range: [0, 999_999_999_999],
    synonyms: words(
      'order total|total|total amount|order value|net value|订单金额|總金額|总金额|訂單金額|جمع سفارش|مبلغ کل',
    ),
  },
  currency,
  { ...owner },
];

const fields: Record<Target, readonly Field[]> = { products, customers, profiles, deals, orders };

/** What can be imported, in the order in which each finds what it refers to. */
export const targets: readonly Target[] = ['products', 'customers', 'profiles', 'deals', 'orders'];

/** The fields of a target, as the screen lists them. */
export function fieldsOf(target: Target): readonly Field[] {
  return fields[target];
}

/** The field of that key; undefined when the target has none such. */
export function fieldOf(target: Target, key: string | null | undefined): Field | undefined {
  return key ? fields[target].find((field) => field.key === key) : undefined;
}
