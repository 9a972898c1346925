import type { Field } from '../types';
import { currency, description, externalId, owner, source, team, words } from './shared';

export const customers: Field[] = [
  externalId('account id|customer id|company id|customer number|客户编号|客戶編號|شناسه مشتری'),
  {
    key: 'name',
    type: 'text',
    required: true,
    max: 200,
    synonyms: words(
      'name|account|account name|customer|customer name|company|company name|organization|organisation|client|firm|客户|客户名称|公司|公司名称|客戶|客戶名稱|公司名稱|نام|مشتری|نام مشتری|شرکت|نام شرکت|名称|名稱',
    ),
  },
  {
    key: 'kind',
    type: 'choice',
    choices: 'kind',
    synonyms: words(
      'kind|customer type|account type|client type|company or person|客户类型|客戶類型|نوع مشتری|企业或个人|公司或個人|شرکت یا شخص',
    ),
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
    synonyms: words(
      'country|office location|location|country code|nation|headquarters|国家|國家|کشور|国家/地区|國家/地區',
    ),
  },
  {
    key: 'region',
    type: 'text',
    max: 80,
    synonyms: words('region|territory|area|state|province|地区|地區|省份|منطقه|استان|区域|區域'),
  },
  { key: 'city', type: 'text', max: 120, synonyms: words('city|town|城市|شهر') },
  {
    key: 'lifecycle_stage',
    type: 'choice',
    choices: 'lifecycle_stage',
    synonyms: words(
      'lifecycle stage|lifecycle|stage|status|customer status|阶段|狀態|階段|状态|وضعیت|مرحله|生命周期阶段|生命週期階段|مرحلهٔ چرخهٔ عمر',
    ),
  },
  {
    key: 'tier',
    type: 'choice',
    choices: 'tier',
    synonyms: words('tier|customer tier|priority|rating|class|等级|等級|سطح|رده'),
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
    synonyms: words(
      'address|street|address line 1|street address|street and number|地址|نشانی|آدرس|街道地址|خیابان و پلاک',
    ),
  },
  {
    key: 'postal_code',
    group: 'customers.contact_details',
    type: 'text',
    max: 20,
    synonyms: words('postal code|zip|zip code|postcode|邮编|郵遞區號|کد پستی|邮政编码'),
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
      'employees|number of employees|headcount|staff|company size|员工数|員工人數|人数|تعداد کارکنان|کارکنان|员工人数',
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
