import type { Field } from '../types';

/** Names that stand apart by a bar. */
export const words = (text: string) => text.split('|');

/** Fields that records of several kinds have. */
export const owner: Field = {
  key: 'owner',
  type: 'lookup',
  lookup: 'profiles',
  synonyms: words(
    'owner|account owner|deal owner|sales agent|sales rep|salesperson|sales person|agent|rep|assigned to|responsible|account manager|负责人|負責人|业务员|業務|مالک|مسئول|کارشناس فروش',
  ),
};
export const team: Field = {
  key: 'team',
  type: 'lookup',
  lookup: 'teams',
  synonyms: words('team|sales team|group|regional office|office|branch|团队|團隊|تیم|دفتر'),
};
export const currency: Field = {
  key: 'currency',
  type: 'choice',
  choices: 'currency',
  synonyms: words('currency|currency code|ccy|币种|货币|幣別|貨幣|ارز|واحد پول'),
};
export const source: Field = {
  key: 'source',
  type: 'choice',
  choices: 'source',
  synonyms: words('source|lead source|origin|channel|来源|來源|منبع'),
};
export const description: Field = {
  key: 'description',
  type: 'text',
  max: 40_000,
  synonyms: words(
    'description|notes|note|comment|comments|remarks|memo|备注|描述|備註|說明|توضیحات|یادداشت|说明',
  ),
};
/** What another system calls a record: that, and names of this kind of record's own. */
export const externalId = (synonyms: string): Field => ({
  key: 'external_id',
  type: 'text',
  max: 200,
  synonyms: words(
    `external id|id|record id|id in the other system|原系统编号|原系統編號|شناسه در سامانهٔ دیگر|${synonyms}`,
  ),
});
