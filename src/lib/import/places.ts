import { countryOptions } from '../countries';
import type { NamedChoice } from './choices';

const aliases: Record<string, string[]> = {
  AE: ['UAE', 'Emirates'],
  BO: ['Bolivia'],
  CD: ['DR Congo', 'DRC'],
  CN: ['PRC', "People's Republic of China", 'Mainland China'],
  CZ: ['Czech Republic'],
  GB: ['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Britain'],
  HK: ['Hong Kong'],
  IR: ['Iran'],
  KR: ['Korea', 'Republic of Korea', 'ROK'],
  KP: ['DPRK'],
  LA: ['Laos'],
  MM: ['Burma'],
  MO: ['Macau', 'Macao'],
  NL: ['Holland', 'The Netherlands'],
  PS: ['Palestine'],
  RU: ['Russia', 'Russian Federation'],
  SY: ['Syria'],
  TR: ['Turkey'],
  TW: ['Taiwan'],
  TZ: ['Tanzania'],
  US: ['USA', 'U.S.', 'U.S.A.', 'America', 'United States of America'],
  VE: ['Venezuela'],
  VN: ['Viet Nam'],
};
const languages = ['en', 'zh-CN', 'zh-TW', 'fa', 'de', 'fr', 'es'];

let known: NamedChoice[] | undefined;

/** Every country and territory by its ISO 3166 code, with its names in the languages that files are likely to be in. */
export function countryChoices(): readonly NamedChoice[] {
  if (known) return known;
  const names = new Map<string, string[]>();
  for (const language of languages) {
    for (const { value, label } of countryOptions(language)) {
      names.set(value, [...(names.get(value) ?? [value]), label]);
    }
  }
  known = [...names].map(([code, labels]) => ({
    code,
    names: [...new Set([...labels, ...(aliases[code] ?? [])])],
  }));
  return known;
}
