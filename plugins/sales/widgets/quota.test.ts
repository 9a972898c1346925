import { expect, it } from 'vitest';
import { attainment } from './quota';

it('says which part of a quota is reached, and how that stands against its even pace', () => {
  expect(attainment(50, 200, undefined)).toEqual({ share: 0.25, ahead: null });
  expect(attainment(50, 200, 0.5)).toEqual({ share: 0.25, ahead: -0.5 });
  expect(attainment(150, 200, 0.5)).toEqual({ share: 0.75, ahead: 0.5 });
  expect(attainment(300, 200, undefined)).toEqual({ share: 1.5, ahead: null });
});

it('has nothing to say without a quota', () => {
  expect(attainment(50, null, 0.5)).toBeNull();
  expect(attainment(50, 0, 0.5)).toBeNull();
});
