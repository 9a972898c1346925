import { describe, expect, it } from 'vitest';
import { customValues, labelIn, withField } from './field';

describe('custom fields', () => {
  it('are called in the reader’s language, else in English, else in any', () => {
    expect(labelIn({ en: 'Level', fa: 'سطح' }, 'fa')).toBe('سطح');
    expect(labelIn({ en: 'Level', fa: 'سطح' }, 'zh-CN')).toBe('Level');
    expect(labelIn({ 'zh-TW': '等級' }, 'en')).toBe('等級');
  });

  it('stand among a form’s values by name, and together in what is sent', () => {
    expect(customValues({ level: 'gold', met: false })).toEqual({
      'custom.level': 'gold',
      'custom.met': false,
    });
    expect(customValues(null)).toEqual({});
    const part = withField(withField({ name: 'A' }, 'custom.level', 'gold'), 'custom.met', undefined);
    expect(withField(part, 'city', 'Ulm')).toEqual({
      name: 'A',
      city: 'Ulm',
      custom: { level: 'gold', met: null },
    });
  });
});
