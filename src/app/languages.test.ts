import { describe, expect, it } from 'vitest';
import { nearestLanguage } from './languages';

describe('the first language', () => {
  it.each([
    [['de-CH', 'fa-IR', 'en'], 'fa'],
    [['zh-HK'], 'zh-TW'],
    [['zh-Hant-SG'], 'zh-TW'],
    [['zh-Hans-TW'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['fr', 'de'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (wishes, language) => {
    expect(nearestLanguage(wishes)).toBe(language);
  });
});
