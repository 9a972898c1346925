import { countryChoices } from './places';
import type { ChoiceSet, Field } from './types';

/** A value that a field takes, and the names under which files give it. */
export interface NamedChoice {
  code: string;
  names: readonly string[];
}

const from = (table: Record<string, string>): NamedChoice[] =>
  Object.entries(table).map(([code, names]) => ({ code, names: [code, ...names.split('|')] }));

const industry = from({
  agriculture: 'farming|agrar|农业|農業|کشاورزی',
  automotive: 'cars|vehicles|汽车|汽車|خودرو',
  construction: 'building|engineering construction|建筑|營建|建築|ساختمان',
  consumer_goods: 'consumer|fmcg|cpg|消费品|消費品|کالای مصرفی',
  education: 'schools|training|university|e-learning|教育|آموزش',
  energy: 'oil|gas|utilities|power|oil & gas|能源|انرژی',
  finance: 'financial|banking|bank|insurance|financial services|fintech|金融|مالی|بانکداری',
  food: 'food & beverage|beverages|restaurants|食品|餐飲|餐饮|غذا',
  government: 'public sector|public|政府|دولت',
  healthcare: 'medical|health|pharma|pharmaceutical|biotech|hospital|life sciences|医疗|醫療|پزشکی|سلامت',
  hospitality: 'hotels|travel|tourism|酒店|旅遊|旅游|گردشگری',
  logistics: 'transport|transportation|shipping|supply chain|物流|حمل و نقل',
  manufacturing: 'industrial|machinery|production|制造|製造|制造业|製造業|تولید',
  media: 'entertainment|publishing|broadcasting|film|music|媒体|媒體|رسانه|سرگرمی',
  nonprofit: 'non-profit|ngo|charity|非营利|非營利|غیرانتفاعی',
  professional_services:
    'services|consulting|marketing|employment|advertising|legal|accounting|staffing|human resources|专业服务|專業服務|خدمات',
  real_estate: 'property|realty|房地产|房地產|املاک',
  retail: 'e-commerce|ecommerce|wholesale|trade|零售|خرده‌فروشی',
  technology:
    'software|it|information technology|tech|saas|internet|computers|hardware|科技|技术|資訊|فناوری',
  telecommunications: 'telecom|telco|telecommunication|电信|電信|مخابرات',
  other: 'others|misc|unknown|n/a|其他|سایر',
});

const sets: Record<Exclude<ChoiceSet, 'country' | 'currency'>, NamedChoice[]> = {
  industry,
  boolean: from({
    true: 'yes|y|1|x|on|active|wahr|ja|oui|sí|是|有|启用|啟用|بله|بلی|آری|فعال',
    false: 'no|n|0|off|inactive|falsch|nein|non|否|无|無|停用|خیر|نه|غیرفعال',
  }),
  kind: from({
    company: 'business|organization|organisation|b2b|account|firma|公司|企业|企業|شرکت',
    person: 'individual|private|b2c|consumer|个人|個人|شخص|حقیقی',
  }),
  lifecycle_stage: from({
    lead: 'new|prospect|潜在|潛在|线索|سرنخ',
    qualified: 'opportunity|mql|sql|合格|واجد شرایط',
    customer: 'client|active|won|客户|客戶|مشتری',
    at_risk: 'at risk|risk|有风险|有風險|در خطر',
    churned: 'lost|former|inactive|cancelled|流失|از دست رفته',
  }),
  order_status: from({
    draft: 'quote|new|entered|not started|草稿|پیش‌نویس',
    confirmed: 'open|ordered|accepted|booked|processing|released|placed|已确认|已確認|تأییدشده|تایید شده',
    shipped: 'sent|in transit|dispatched|on its way|partially shipped|已发货|已出貨|ارسال‌شده|ارسال شده',
    delivered:
      'done|complete|completed|closed|invoiced|paid|fulfilled|received|已送达|已送達|已完成|تحویل‌شده|تحویل شده',
    cancelled: 'canceled|void|voided|rejected|已取消|لغوشده|لغو شده',
    returned: 'refunded|return|credited|已退货|已退貨|مرجوع‌شده|مرجوع شده',
  }),
  size_band: from({
    '1-10': '1–10|micro|<10|less than 10',
    '11-50': '11–50|small|10-50',
    '51-200': '51–200|medium|50-200',
    '201-1000': '201–1000|201-500|501-1000|mid-market|large|200-1000',
    '1001-5000': '1001–5000|1,001-5,000|1000-5000',
    '5001+': '5000+|enterprise|5001-10000|10000+|>5000',
  }),
  source: from({
    website: 'web|site|homepage|online|inbound|网站|網站|وب‌سایت',
    referral: 'recommendation|word of mouth|推荐|推薦|معرفی',
    event: 'fair|trade show|conference|活动|活動|رویداد',
    campaign: 'advertising|ads|email campaign|广告|廣告|کمپین',
    partner: 'reseller|channel|合作伙伴|合作夥伴|شریک',
    cold_outreach: 'cold call|cold calling|outbound|cold email|陌生开发|陌生開發|تماس سرد',
    social: 'social media|linkedin|facebook|twitter|社交媒体|社群|شبکه‌های اجتماعی',
    import: 'imported|import|导入|匯入|درون‌ریزی',
    other: 'others|unknown|其他|سایر',
  }),
  tier: from({
    strategic: 'a+|platinum|战略|策略|راهبردی',
    key: 'a|gold|key account|重点|重點|کلیدی',
    standard: 'b|silver|normal|标准|標準|عادی',
    small: 'c|bronze|小|کوچک',
  }),
};

const currencySigns: Record<string, string> = {
  USD: '$|us$|dollar',
  EUR: '€|euro',
  GBP: '£|pound',
  CNY: '¥|rmb|人民币|元',
  TWD: 'nt$|ntd|新台幣|新臺幣',
  JPY: 'yen|円',
  IRR: 'rial|ریال',
};

let currencies: NamedChoice[] | undefined;

function currencyChoices(): NamedChoice[] {
  currencies ??= Intl.supportedValuesOf('currency').map((code) => ({
    code,
    names: [code, ...(currencySigns[code]?.split('|') ?? [])],
  }));
  return currencies;
}

/** The values of a set. Countries and currencies come from what the platform knows. */
export function choicesOf(set: ChoiceSet): readonly NamedChoice[] {
  if (set === 'country') return countryChoices();
  if (set === 'currency') return currencyChoices();
  return sets[set];
}

/** The values that a field is chosen from. */
export const choicesIn = ({ options, choices }: Field): readonly NamedChoice[] =>
  options ?? choicesOf(choices ?? 'boolean');

/** The band of a company's size by its number of people. */
export function sizeBand(employees: number): string | undefined {
  if (!(employees >= 1)) return undefined;
  const bands: [number, string][] = [
    [10, '1-10'],
    [50, '11-50'],
    [200, '51-200'],
    [1000, '201-1000'],
    [5000, '1001-5000'],
  ];
  return bands.find(([most]) => employees <= most)?.[1] ?? '5001+';
}
