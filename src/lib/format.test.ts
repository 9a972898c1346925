import { describe, expect, it } from 'vitest';
import { createFormats } from './format';

const now = new Date('2026-11-21T20:00:00Z');

describe('dates', () => {
  it('shows a moment in the timezone, and a calendar day as itself everywhere', () => {
    const tokyo = createFormats('en', 'Asia/Tokyo');
    expect(tokyo.date('2026-11-21T20:00:00Z')).toBe('Nov 22, 2026');
    expect(tokyo.date('2026-11-21')).toBe('Nov 21, 2026');
    expect(createFormats('en', 'America/Los_Angeles').date('2026-11-21')).toBe('Nov 21, 2026');
  });

  it('uses the Jalali calendar and Persian digits in Persian', () => {
    expect(createFormats('fa', 'Asia/Tehran').date('2026-11-21')).toBe('۳۰ آبان ۱۴۰۵');
  });

  it('says how long ago, in whole units, and the date beyond 30 days', () => {
    const { relative } = createFormats('en', 'UTC');
    expect(relative('2026-11-21T19:59:40Z', now)).toBe('now');
    expect(relative('2026-11-21T19:15:00Z', now)).toBe('45 minutes ago');
    expect(relative('2026-11-21T17:00:00Z', now)).toBe('3 hours ago');
    expect(relative('2026-11-23T20:00:00Z', now)).toBe('in 2 days');
    expect(relative('2026-10-01T00:00:00Z', now)).toBe('Oct 1, 2026');
  });
});

describe('money', () => {
  it('drops the cents that are none and keeps those that are', () => {
    const { money } = createFormats('en', 'UTC');
    expect(money(1200, 'USD')).toBe('$1,200');
    expect(money(1200.5, 'USD')).toBe('$1,200.50');
    expect(money(1_234_567, 'EUR', { compact: true })).toBe('€1.2M');
    const persian = createFormats('fa', 'UTC').money;
    expect(persian(1_900_000, 'USD', { compact: true })).toBe('\u200F۱٫۹ میلیون $');
    expect(persian(780, 'USD', { compact: true })).toMatch(/\$۷۸۰/);
  });

  it('uses the language’s digits', () => {
    expect(createFormats('fa', 'UTC').number(1405)).toBe('۱٬۴۰۵');
  });
});

describe('names', () => {
  it('names countries and languages in the language, and gives back what it does not know', () => {
    const tw = createFormats('zh-TW', 'UTC');
    expect(tw.region('DE')).toBe('德國');
    expect(tw.region('Atlantis')).toBe('Atlantis');
    expect(tw.languageName('fa')).toBe('波斯文');
    expect(tw.languageName('not a tag')).toBe('not a tag');
  });
});
